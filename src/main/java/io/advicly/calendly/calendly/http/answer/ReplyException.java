package io.advicly.calendly.calendly.http.answer;

import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/// Carries an answer of 400 and above out of the REST client, which has failures for them only.
public final class ReplyException extends RuntimeException {

    private final transient Response response;
    private final transient byte @Nullable [] body;

    public ReplyException(Response response) {
        super(null, null, false, false);
        this.response = response;
        this.body = response.hasEntity() ? response.readEntity(byte[].class) : null;
    }

    /// @param most how many bytes of it are read, once it is unpacked
    public Reply reply(int most) {
        return Reply.of(response, body, most);
    }
}
