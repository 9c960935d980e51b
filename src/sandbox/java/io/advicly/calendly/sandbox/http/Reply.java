package io.advicly.calendly.sandbox.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.buffer.Buffer;
import java.util.LinkedHashMap;
import java.util.Map;

/** An answer, before it is sent. */
public record Reply(int status, Map<String, String> headers, Buffer body) {

    public static Reply json(int status, JsonNode body) {
        return new Reply(
                status,
                Map.of("Content-Type", "application/json; charset=utf-8"),
                Json.bytes(body));
    }

    /** The API's envelope round one object. */
    public static Reply resource(int status, JsonNode resource) {
        return json(status, Json.object().set("resource", resource));
    }

    public static Reply html(int status, String page) {
        return new Reply(
                status,
                Map.of("Content-Type", "text/html; charset=utf-8", "Cache-Control", "no-store"),
                Buffer.buffer(page));
    }

    public static Reply empty(int status) {
        return new Reply(status, Map.of(), Buffer.buffer());
    }

    public static Reply redirect(int status, String location) {
        return new Reply(status, Map.of("Location", location), Buffer.buffer());
    }

    public Reply with(String header, String value) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put(header, value);
        return new Reply(status, all, body);
    }

    public Reply with(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.putAll(more);
        return new Reply(status, all, body);
    }
}
