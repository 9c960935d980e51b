package io.advicly.calendly.calendly.http.answer;

/// There is no room for an answer.
public final class AnswerTooLargeException extends RuntimeException {

    public AnswerTooLargeException() {
        super("the answer is larger than this service reads", null, false, false);
    }
}
