package io.advicly.calendly.feed;

/// A cursor that was never handed out, or by a database that was put back since: whoever waited
/// there would miss all that comes before it.
public class CursorUnknownException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public CursorUnknownException(long after) {
        super("the feed has not got to " + Event.id(after));
    }
}
