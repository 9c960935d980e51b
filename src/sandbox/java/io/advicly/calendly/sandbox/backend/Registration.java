package io.advicly.calendly.sandbox.backend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.advicly.calendly.sandbox.http.Json;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Has the service send its events to the demo's backend: what an operator of a product does once,
 * and this at every start. The destination of an earlier start goes on with a new secret, as
 * nothing else knows its old one.
 */
public final class Registration {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Set<String> STOPPED = Set.of("held", "paused");

    private final HttpClient http;
    private final String service;
    private final String sandbox;

    private Registration(HttpClient http, String service, String sandbox) {
        this.http = http;
        this.service = service;
        this.sandbox = sandbox;
    }

    /**
     * @param service its address
     * @param sandbox where the demo's backend is
     * @throws IOException if the service does not want it
     */
    public static void register(String service, String sandbox) throws IOException {
        try (HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
            new Registration(http, service, sandbox).register();
        }
    }

    private void register() throws IOException {
        ObjectNode backend = Json.object().put("sub", "northwind-backend");
        backend.set("groups", Json.strings(List.of("calendly-backend")));
        String token =
                call("POST", sandbox + "/_login/token", null, backend)
                        .path("access_token")
                        .asText();
        String secret = secret(service + "/api/backend/destinations", token);
        call("POST", sandbox + DemoBackend.SECRETS, null, Json.object().put("secret", secret));
    }

    private String secret(String destinations, String token) throws IOException {
        String url = sandbox + DemoBackend.EVENTS;
        JsonNode all = call("GET", destinations + "?limit=200", token, null).path("destinations");
        for (JsonNode one : all) {
            if (one.path("url").asText().equals(url)) {
                return anew(destinations + "/" + one.path("id").asText(), one, token);
            }
        }
        ObjectNode wanted =
                Json.object().put("url", url).put("description", "The demo's own backend");
        return call("POST", destinations, token, wanted).path("secret").asText();
    }

    private String anew(String destination, JsonNode known, String token) throws IOException {
        String secret = call("POST", destination + "/secret", token, null).path("secret").asText();
        if (STOPPED.contains(known.path("state").asText())) {
            call("POST", destination + "/resume", token, Json.object().put("from", "held"));
        }
        return secret;
    }

    private JsonNode call(
            String method, String url, @Nullable String token, @Nullable ObjectNode body)
            throws IOException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url))
                        .timeout(PATIENCE)
                        .method(
                                method,
                                body == null
                                        ? HttpRequest.BodyPublishers.noBody()
                                        : HttpRequest.BodyPublishers.ofString(Json.text(body)))
                        .header("Content-Type", "application/json");
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        HttpResponse<byte[]> response = send(request.build());
        if (response.statusCode() >= 300) {
            throw new IOException(url + " answered " + response.statusCode());
        }
        return response.body().length == 0
                ? Json.object()
                : Json.parse(Buffer.buffer(response.body()));
    }

    private HttpResponse<byte[]> send(HttpRequest request) throws IOException {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
