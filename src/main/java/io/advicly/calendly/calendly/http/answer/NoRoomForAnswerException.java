package io.advicly.calendly.calendly.http.answer;

/// As many answers as there is memory for come in at this moment: that says nothing of this one.
public final class NoRoomForAnswerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public NoRoomForAnswerException() {
        super("too many answers come in at this moment", null, false, false);
    }
}
