package io.advicly.calendly.sandbox.state.booking;

/** An invitee's answer to one of the event type's questions. */
public record GivenAnswer(String question, String answer) {}
