package io.advicly.calendly.sandbox.oauth;

import io.advicly.calendly.sandbox.http.Json;
import io.advicly.calendly.sandbox.http.Refusal;
import io.advicly.calendly.sandbox.http.SandboxReply;
import java.util.Locale;

/** The auth host's errors, {@code {error, error_description}}, in Doorkeeper's words. */
public enum OAuthError {
    INVALID_CLIENT(
            401,
            "Client authentication failed due to unknown client, no client authentication included, or"
                    + " unsupported authentication method."),
    INVALID_GRANT(
            400,
            "The provided authorization grant is invalid, expired, revoked, does not match the"
                    + " redirection URI used in the authorization request, or was issued to another"
                    + " client."),
    INVALID_SCOPE(400, "The requested scope is invalid, unknown, or malformed."),
    INVALID_REDIRECT_URI(
            400, "The requested redirect uri is malformed or doesn't match client redirect URI."),
    INVALID_CODE_CHALLENGE_METHOD(400, "The code challenge method must be S256."),
    UNSUPPORTED_RESPONSE_TYPE(400, "The authorization server does not support this response type."),
    UNSUPPORTED_GRANT_TYPE(
            400, "The authorization grant type is not supported by the authorization server."),
    UNAUTHORIZED_CLIENT(403, "You are not authorized to revoke this token"),
    TOO_MANY_REQUESTS(429, "Too many tokens were issued for this user; try again in a minute.");

    private final int status;
    private final String description;

    OAuthError(int status, String description) {
        this.status = status;
        this.description = description;
    }

    public int status() {
        return status;
    }

    public String description() {
        return description;
    }

    public String error() {
        return name().toLowerCase(Locale.ROOT);
    }

    public SandboxReply reply() {
        return body(status, error(), description);
    }

    public Refusal refusal() {
        return new Refusal(reply());
    }

    /** Credentials in a header are answered with a challenge of their scheme (RFC 6749, 5.2). */
    static Refusal wrongBasic() {
        return new Refusal(
                INVALID_CLIENT.reply().with("WWW-Authenticate", "Basic realm=\"sandbox\""));
    }

    public static Refusal missing(String parameter) {
        return new Refusal(
                body(400, "invalid_request", "Missing required parameter: " + parameter + "."));
    }

    private static SandboxReply body(int status, String error, String description) {
        SandboxReply reply =
                SandboxReply.json(
                                status,
                                Json.object()
                                        .put("error", error)
                                        .put("error_description", description))
                        .with("Cache-Control", "no-store");
        return status == 401
                ? reply.with("WWW-Authenticate", challenge(error, description))
                : reply;
    }

    /** What Doorkeeper answers whoever sent no header. */
    private static String challenge(String error, String description) {
        return "Bearer realm=\"sandbox\", error=\"%s\", error_description=\"%s\""
                .formatted(error, description);
    }
}
