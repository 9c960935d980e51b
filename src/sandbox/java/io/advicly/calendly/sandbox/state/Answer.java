package io.advicly.calendly.sandbox.state;

/** An invitee's answer to one of the event type's questions. */
public record Answer(String question, String answer) {}
