import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// A consent in the browser, which comes back to this machine.
final class Consent {

    private final Calendly calendly;
    private final String redirect;
    private final String verifier = random();
    private final String state = random();

    Consent(Calendly calendly, int port) {
        this.calendly = calendly;
        this.redirect = "http://localhost:" + port + "/callback";
    }

    /// What came back: the names and values of the query. Waits for ten minutes.
    Map<String, String> ask(int port, String scopes) throws IOException {
        CompletableFuture<Map<String, String>> answer = new CompletableFuture<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/callback", exchange -> {
            byte[] page = "Back to the terminal.".getBytes(StandardCharsets.UTF_8);
            Map<String, String> query = query(exchange.getRequestURI().getRawQuery());
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
            answer.complete(query);
        });
        server.start();
        try {
            System.err.println("Open, and agree: " + address(scopes));
            return answer.get(10, TimeUnit.MINUTES);
        } catch (Exception nothingCame) {
            throw new IOException("nobody agreed or declined", nothingCame);
        } finally {
            server.stop(0);
        }
    }

    boolean isOurs(Map<String, String> answer) {
        return state.equals(answer.get("state"));
    }

    private String address(String scopes) {
        String query =
                Calendly.encoded(
                        "client_id", calendly.clientId(),
                        "response_type", "code",
                        "redirect_uri", redirect,
                        "state", state,
                        "code_challenge", challenge(),
                        "code_challenge_method", "S256");
        return calendly.auth()
                + "/oauth/authorize?"
                + query
                + (scopes.isEmpty() ? "" : "&" + Calendly.encoded("scope", scopes));
    }

    Report.Reply exchange(String secret, String code) {
        return calendly.token(
                secret,
                "grant_type", "authorization_code",
                "code", code,
                "redirect_uri", redirect,
                "code_verifier", verifier);
    }

    private String challenge() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    static String random() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static Map<String, String> query(String raw) {
        Map<String, String> all = new TreeMap<>();
        for (String pair : raw == null ? new String[0] : raw.split("&")) {
            String[] parts = pair.split("=", 2);
            all.put(parts[0], parts.length < 2 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return all;
    }
}
