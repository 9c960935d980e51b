package io.advicly.calendly.sandbox.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.advicly.calendly.sandbox.fault.Effect;
import io.vertx.core.buffer.Buffer;
import java.util.Map;

/** What the two hosts answer when a fault makes them. */
final class FaultReplies {
    private FaultReplies() {}

    static SandboxReply answer(Effect.Answer fault, String path) {
        String body = fault.body();
        SandboxReply plain =
                body != null
                        ? new SandboxReply(
                                fault.status(),
                                Map.of("Content-Type", "application/json"),
                                Buffer.buffer(body))
                        : usual(fault.status(), path);
        if (fault.status() == 429 && fault.headers().isEmpty()) {
            return plain.with(
                    Map.of(
                            "X-RateLimit-Limit", "500",
                            "X-RateLimit-Remaining", "0",
                            "X-RateLimit-Reset", "1"));
        }
        return plain.with(fault.headers());
    }

    static SandboxReply garbage() {
        return new SandboxReply(
                200,
                Map.of("Content-Type", "application/json"),
                Buffer.buffer("{\"collection\":[<html>\u0000 not what you asked for"));
    }

    static SandboxReply truncated(SandboxReply truth) {
        return new SandboxReply(
                truth.status(),
                truth.headers(),
                truth.body().getBuffer(0, truth.body().length() / 2));
    }

    private static SandboxReply usual(int status, String path) {
        if (path.startsWith("/oauth/")) {
            return SandboxReply.json(status, oauthBody(status));
        }
        return switch (status) {
            case 401 -> ApiError.unauthenticated().reply();
            case 403 -> ApiError.noAccess().reply();
            case 404 -> ApiError.notFound().reply();
            case 409 -> ApiError.exists("Hook with this url already exists").reply();
            case 429 -> ApiError.tooMany();
            case 500 -> ApiError.failure();
            default ->
                    SandboxReply.json(
                            status, ApiError.envelope("Error " + status, "A fault on order."));
        };
    }

    private static JsonNode oauthBody(int status) {
        String error =
                switch (status) {
                    case 400 -> "invalid_grant";
                    case 401 -> "invalid_client";
                    case 429 -> "too_many_requests";
                    case 503 -> "temporarily_unavailable";
                    default -> "server_error";
                };
        return Json.object().put("error", error).put("error_description", "A fault on order.");
    }
}
