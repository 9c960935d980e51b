package io.advicly.calendly.history;

import com.fasterxml.jackson.databind.JsonNode;
import io.advicly.calendly.testing.Http;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The control API of one sandbox, of which there are several when worlds run side by side.
record Control(URI base) {

    JsonNode post(String path, Object body) {
        return call("POST", path, body);
    }

    /// The list of that name in an answer.
    List<JsonNode> list(String path, String name) {
        List<JsonNode> all = new ArrayList<>();
        call("GET", path, null).required(name).forEach(all::add);
        return all;
    }

    /// Everybody can have a bearer token of the sandbox's login.
    String signIn(String user) {
        return post("/_login/token", Map.of("sub", user)).required("access_token").asText();
    }

    JsonNode call(String method, String path, @Nullable Object body) {
        Http.Reply reply = Http.with(method, URI.create(base + path), body, Map.of());
        if (reply.status() >= 300) {
            throw new IllegalStateException(
                    method + " " + path + ": " + reply.status() + " " + reply.raw().body());
        }
        return reply.json() == null ? Http.JSON.nullNode() : reply.body();
    }
}
