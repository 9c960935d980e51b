package io.advicly.calendly.sandbox.state.booking;

/** An invitee's answer to one of the event type's questions. */
public record Answer(String question, String answer) {}
