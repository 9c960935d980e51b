package io.advicly.calendly.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/** Sends requests and follows nothing. */
final class Browser {
    static final String SCOPES =
            "users:read organizations:read event_types:read scheduled_events:write webhooks:write";
    static final String REDIRECT = "http://localhost:8080/api/calendly/oauth/callback";

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(30)).build();
    private final String base;

    Browser(String base) {
        this.base = base;
    }

    String base() {
        return base;
    }

    GivenAnswer get(String path) {
        return send(request(path));
    }

    GivenAnswer getPage(String path) {
        return send(request(path).header("Accept", "text/html"));
    }

    GivenAnswer post(String path, String json) {
        return send(json(path).POST(BodyPublishers.ofString(json)));
    }

    GivenAnswer patch(String path, String json) {
        return send(json(path).method("PATCH", BodyPublishers.ofString(json)));
    }

    GivenAnswer delete(String path) {
        return send(request(path).DELETE());
    }

    GivenAnswer form(String path, Map<String, String> fields) {
        return send(formRequest(path, fields));
    }

    /** With the app's credentials as HTTP Basic. */
    GivenAnswer basic(String path, String credentials, Map<String, String> fields) {
        String encoded =
                java.util.Base64.getEncoder()
                        .encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
        return send(formRequest(path, fields).header("Authorization", "Basic " + encoded));
    }

    /** Consents as that account and exchanges the code, without a challenge. */
    Account connect(String account) {
        return connect(account, SCOPES);
    }

    Account connect(String account, String scopes) {
        return new Account(this, account, exchange(code(account, scopes)).json());
    }

    String code(String account, String scopes) {
        String location =
                get(authorize(scopes) + "&_account=" + account + "&_decision=approve")
                        .header("Location");
        return location.replaceAll(".*[?&]code=([^&]*).*", "$1");
    }

    static String authorize(String scopes) {
        return "/oauth/authorize?"
                + encode(
                        Map.of(
                                "client_id", "sandbox-client",
                                "response_type", "code",
                                "redirect_uri", REDIRECT,
                                "state", "s t",
                                "scope", scopes));
    }

    GivenAnswer exchange(String code) {
        return token(
                Map.of("grant_type", "authorization_code", "code", code, "redirect_uri", REDIRECT));
    }

    GivenAnswer refresh(String refreshToken) {
        return token(Map.of("grant_type", "refresh_token", "refresh_token", refreshToken));
    }

    GivenAnswer token(Map<String, String> fields) {
        return basic("/oauth/token", "sandbox-client:sandbox-secret", fields);
    }

    void set(String name, Object value) {
        String text = value instanceof String ? "\"" + value + "\"" : value.toString();
        GivenAnswer answer = patch("/_control/switches", "{\"" + name + "\":" + text + "}");
        if (answer.status() != 200) {
            throw new AssertionError(answer.text());
        }
    }

    String uri(String collection, String id) {
        return base + "/" + collection + "/" + id;
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(path.startsWith("http") ? path : base + path))
                .timeout(Duration.ofMinutes(1));
    }

    HttpRequest.Builder json(String path) {
        return request(path).header("Content-Type", "application/json");
    }

    GivenAnswer send(HttpRequest.Builder request) {
        try {
            return new GivenAnswer(client.send(request.build(), BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private HttpRequest.Builder formRequest(String path, Map<String, String> fields) {
        return request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(encode(fields)));
    }

    static String encode(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
