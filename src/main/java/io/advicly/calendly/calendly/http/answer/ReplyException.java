package io.advicly.calendly.calendly.http.answer;

import jakarta.ws.rs.core.Response;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Carries an answer of 400 and above out of the REST client, which has failures for them only.
public final class ReplyException extends RuntimeException {

    private final int status;
    private final transient UnaryOperator<@Nullable String> header;
    private final transient byte @Nullable [] body;

    public ReplyException(Response response) {
        super(null, null, false, false);
        this.status = response.getStatus();
        this.header = response::getHeaderString;
        this.body = response.hasEntity() ? response.readEntity(byte[].class) : null;
    }

    /// @param most how many bytes of it are read, once it is unpacked
    public Reply reply(int most) {
        return Reply.of(status, header, body, most);
    }
}
