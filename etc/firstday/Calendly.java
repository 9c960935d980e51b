import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/// Calls Calendly's hosts.
record Calendly(String web, String api, String auth, String clientId, String clientSecret) {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder()
                    .connectTimeout(Duration.ofSeconds(10))
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .build();

    Report.Reply get(String token, String path, String... query) {
        return call(request(api + path + query(query), token).GET());
    }

    Report.Reply post(String token, String path, String json) {
        return call(
                request(api + path, token)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    Report.Reply delete(String token, String path) {
        return call(request(api + path, token).DELETE());
    }

    /// With the client's name and secret in the header.
    Report.Reply token(String secret, String... form) {
        String basic = Base64.getEncoder().encodeToString((clientId + ":" + secret).getBytes(StandardCharsets.UTF_8));
        return call(form("/oauth/token", form).header("Authorization", "Basic " + basic));
    }

    /// With both in the body.
    Report.Reply care(String endpoint, String token) {
        return call(form("/oauth/" + endpoint, "client_id", clientId, "client_secret", clientSecret, "token", token));
    }

    Report.Reply metadata() {
        return call(HttpRequest.newBuilder(URI.create(web + "/.well-known/oauth-authorization-server")));
    }

    private HttpRequest.Builder form(String path, String... fields) {
        return HttpRequest.newBuilder(URI.create(auth + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(encoded(fields)));
    }

    private static HttpRequest.Builder request(String address, String token) {
        return HttpRequest.newBuilder(URI.create(address)).header("Authorization", "Bearer " + token);
    }

    private static String query(String... fields) {
        return fields.length == 0 ? "" : "?" + encoded(fields);
    }

    static String encoded(String... fields) {
        List<String> all = new ArrayList<>();
        for (int name = 0; name < fields.length; name += 2) {
            all.add(fields[name] + "=" + URLEncoder.encode(fields[name + 1], StandardCharsets.UTF_8));
        }
        return String.join("&", all);
    }

    /// One that is not answered is an answer of its own.
    private static Report.Reply call(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer =
                    CLIENT.send(
                            request.timeout(Duration.ofSeconds(60)).build(), HttpResponse.BodyHandlers.ofString());
            return new Report.Reply(
                    answer.statusCode(), answer.headers().map(), answer.body(), Json.parse(answer.body()));
        } catch (IOException failed) {
            return new Report.Reply(0, Map.of(), "not answered: " + failed, null);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }
}
