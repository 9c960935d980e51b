package io.advicly.calendly.feed;

/// What came after a cursor is no longer all there.
public class CursorExpiredException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final long oldest;

    public CursorExpiredException(long oldest) {
        super("events before " + Event.id(oldest) + " were dropped");
        this.oldest = oldest;
    }

    /// The position of the oldest event that is kept, or of the next one.
    public long oldest() {
        return oldest;
    }
}
