package io.advicly.calendly.calendly.http.answer;

/// An answer is larger than this service reads of any.
public final class AnswerTooLargeException extends RuntimeException {

    public AnswerTooLargeException() {
        super("the answer is larger than this service reads", null, false, false);
    }
}
