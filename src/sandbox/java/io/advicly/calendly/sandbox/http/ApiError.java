package io.advicly.calendly.sandbox.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;

/**
 * The API host's error bodies: {@code {title, message, details?}} (calendly-api.md 1.8 and 1.12).
 */
public final class ApiError {
    private ApiError() {}

    public static Refusal invalid(String parameter, String message) {
        ArrayNode details = Json.array();
        details.add(Json.object().put("parameter", parameter).put("message", message));
        return new Refusal(SandboxReply.json(400, invalidBody().set("details", details)));
    }

    /**
     * What a create of a subscription answers when a scope for one of its events is missing (n8n PR
     * #33286).
     */
    public static Refusal invalid() {
        return new Refusal(SandboxReply.json(400, invalidBody().set("details", Json.array())));
    }

    public static Refusal unauthenticated() {
        return refusal(401, "Unauthenticated", "The access token is invalid");
    }

    public static Refusal denied(String message) {
        return refusal(403, "Permission Denied", message);
    }

    /** An owner's or admin's resource, asked for by somebody else. */
    public static Refusal noAccess() {
        return denied("You do not have permission to access this resource.");
    }

    public static Refusal insufficientScope(Collection<String> scopes) {
        ObjectNode body =
                envelope(
                        "Insufficient scope",
                        "This operation requires the scopes listed in the 'required_scopes' array.");
        return new Refusal(
                SandboxReply.json(403, body.set("required_scopes", Json.strings(scopes))));
    }

    public static Refusal notFound() {
        return refusal(
                404, "Resource Not Found", "The server could not find the requested resource.");
    }

    public static Refusal exists(String message) {
        return refusal(409, "Already Exists", message);
    }

    /** Calendly documents the status and the headers of a 429, not its body. */
    public static SandboxReply tooMany() {
        return SandboxReply.json(
                429, envelope("Too Many Requests", "You have exceeded the rate limit."));
    }

    public static SandboxReply failure() {
        return SandboxReply.json(
                500,
                envelope(
                        "Internal Server Error",
                        "The server encountered an unexpected condition that prevented it from"
                                + " fulfilling the request."));
    }

    static ObjectNode envelope(String title, String message) {
        return Json.object().put("title", title).put("message", message);
    }

    private static Refusal refusal(int status, String title, String message) {
        return new Refusal(SandboxReply.json(status, envelope(title, message)));
    }

    private static ObjectNode invalidBody() {
        return envelope("Invalid Argument", "The supplied parameters are invalid.");
    }
}
