package io.advicly.calendly.sandbox.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.buffer.Buffer;
import java.util.LinkedHashMap;
import java.util.Map;

/** An answer, before it is sent. */
public record SandboxReply(int status, Map<String, String> headers, Buffer body) {

    public static SandboxReply json(int status, JsonNode body) {
        return new SandboxReply(
                status,
                Map.of("Content-Type", "application/json; charset=utf-8"),
                Json.bytes(body));
    }

    /** The API's envelope round one object. */
    public static SandboxReply resource(int status, JsonNode resource) {
        return json(status, Json.object().set("resource", resource));
    }

    public static SandboxReply html(int status, String page) {
        return new SandboxReply(
                status,
                Map.of("Content-Type", "text/html; charset=utf-8", "Cache-Control", "no-store"),
                Buffer.buffer(page));
    }

    public static SandboxReply empty(int status) {
        return new SandboxReply(status, Map.of(), Buffer.buffer());
    }

    public static SandboxReply redirect(int status, String location) {
        return new SandboxReply(status, Map.of("Location", location), Buffer.buffer());
    }

    public SandboxReply with(String header, String value) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put(header, value);
        return new SandboxReply(status, all, body);
    }

    public SandboxReply with(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.putAll(more);
        return new SandboxReply(status, all, body);
    }
}
