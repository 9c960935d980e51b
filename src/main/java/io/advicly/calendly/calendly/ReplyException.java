package io.advicly.calendly.calendly;

/// Carries an answer of 400 and above out of the REST client, which has failures for them only.
final class ReplyException extends RuntimeException {

    private final transient Reply reply;

    ReplyException(Reply reply) {
        super(null, null, false, false);
        this.reply = reply;
    }

    Reply reply() {
        return reply;
    }
}
