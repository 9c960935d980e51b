package io.advicly.calendly.platform.batch;

/// A [Batcher] has not done something, or does not know that it is done.
public final class NotBatchedException extends RuntimeException {

    private final String reason;

    private NotBatchedException(String reason, String message) {
        // Thrown when there is too much to do: no stack trace.
        super(message, null, false, false);
        this.reason = reason;
    }

    static NotBatchedException full() {
        return new NotBatchedException("full", "too much is waiting");
    }

    static NotBatchedException closed() {
        return new NotBatchedException("closed", "nothing more is taken");
    }

    static NotBatchedException late() {
        return new NotBatchedException("late", "it took too long");
    }

    /// `full`, `closed` or `late`: the value of a metric's tag.
    public String reason() {
        return reason;
    }
}
