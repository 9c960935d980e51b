package io.advicly.calendly.calendly.http.answer;

/// Carries an answer of 400 and above out of the REST client, which has failures for them only.
public final class ReplyException extends RuntimeException {

    private final transient Reply reply;

    public ReplyException(Reply reply) {
        super(null, null, false, false);
        this.reply = reply;
    }

    public Reply reply() {
        return reply;
    }
}
