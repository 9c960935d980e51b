package io.advicly.calendly.platform.problem;

import java.net.URI;
import java.util.Arrays;
import java.util.Optional;

/// Every problem a caller can meet. The type is stable; docs/problems.md explains each.
public enum ProblemType {
    REQUEST_INVALID(400, "The request is not valid"),
    RETURN_TO_NOT_ALLOWED(400, "return_to is not an allowed address"),
    STATE_INVALID(400, "This sign-in link is not valid"),
    CALLBACK_INCOMPLETE(400, "Calendly's answer is incomplete"),
    CURSOR_EXPIRED(400, "What comes after this cursor is no longer kept"),
    UNAUTHENTICATED(401, "A valid bearer token is needed"),
    SIGNATURE_INVALID(401, "The webhook signature is not valid"),
    FORBIDDEN(403, "This is not allowed"),
    NOT_FOUND(404, "There is nothing here"),
    METHOD_NOT_ALLOWED(405, "This method is not allowed here"),
    NOT_ACCEPTABLE(406, "None of the accepted formats can be given"),
    NOT_CONNECTED(409, "Calendly is not connected"),
    SESSION_USED(409, "The session has been used"),
    PAYLOAD_TOO_LARGE(413, "The body is too large"),
    UNSUPPORTED_MEDIA_TYPE(415, "The body is not JSON"),
    TOO_MANY_STREAMS(429, "Too many streams are open"),
    TOO_MANY_WAITING(429, "Too many calls are waiting"),
    TOO_MANY_ATTEMPTS(429, "Too many attempts to connect"),
    INTERNAL(500, "Something went wrong here"),
    CALENDLY_REFUSED(502, "Calendly refused the call"),
    CALENDLY_UNAVAILABLE(503, "Calendly cannot be reached"),
    CALENDLY_RATE_LIMITED(503, "Calendly asks us to wait"),
    BUSY(503, "Somebody else is at this right now"),
    NOT_FOR_PREFETCHING(503, "This address cannot be fetched ahead"),
    UNAVAILABLE(503, "The service cannot answer right now");

    private final int status;
    private final String title;

    ProblemType(int status, String title) {
        this.status = status;
        this.title = title;
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    /// The `type` member of the problem document.
    public URI uri() {
        return URI.create("urn:calendly-connect:problem:" + code());
    }

    /// The type as it stands in docs/problems.md.
    public String code() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    /// The most general type of a status, for problems that a framework raised.
    static Optional<ProblemType> generalOf(int status) {
        return switch (status) {
            case 400 -> Optional.of(REQUEST_INVALID);
            case 401 -> Optional.of(UNAUTHENTICATED);
            case 404 -> Optional.of(NOT_FOUND);
            case 503 -> Optional.of(UNAVAILABLE);
            default -> Arrays.stream(values()).filter(type -> type.status == status).findFirst();
        };
    }
}
