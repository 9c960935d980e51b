package io.advicly.calendly.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Plain HTTP with JSON for tests. Follows no redirects.
public final class Http {

    public static final ObjectMapper JSON = new ObjectMapper();

    private static final HttpClient CLIENT =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(30))
                    .build();

    private Http() {}

    /// An answer; its body is null when it is not JSON.
    public record Reply(int status, @Nullable JsonNode json, HttpResponse<String> raw) {

        public JsonNode body() {
            if (json == null) {
                throw new AssertionError("no JSON: " + status + " " + raw.body());
            }
            return json;
        }

        public String header(String name) {
            return raw.headers().firstValue(name).orElse("");
        }

        public Reply expect(int expected) {
            if (status != expected) {
                throw new AssertionError(
                        "%s answered %d instead of %d: %s"
                                .formatted(raw.uri(), status, expected, raw.body()));
            }
            return this;
        }
    }

    public static Reply get(URI uri, Map<String, String> headers) {
        return send(request(uri, headers).GET());
    }

    public static Reply post(URI uri, Object body, Map<String, String> headers) {
        return with("POST", uri, body, headers);
    }

    public static Reply with(
            String method, URI uri, @Nullable Object body, Map<String, String> headers) {
        try {
            HttpRequest.BodyPublisher content =
                    body == null
                            ? HttpRequest.BodyPublishers.noBody()
                            : HttpRequest.BodyPublishers.ofByteArray(
                                    body instanceof byte[] raw
                                            ? raw
                                            : JSON.writeValueAsBytes(body));
            HttpRequest.Builder request = request(uri, headers).method(method, content);
            if (body != null && !headers.containsKey("Content-Type")) {
                request.header("Content-Type", "application/json");
            }
            return send(request);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public static Reply send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> raw =
                    CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Reply(raw.statusCode(), json(raw), raw);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private static HttpRequest.Builder request(URI uri, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(60));
        headers.forEach(request::header);
        return request;
    }

    private static @Nullable JsonNode json(HttpResponse<String> raw) throws IOException {
        String type = raw.headers().firstValue("Content-Type").orElse("");
        return type.contains("json") && !raw.body().isEmpty() ? JSON.readTree(raw.body()) : null;
    }
}
