package io.advicly.calendly.sandbox.state.booking;

import java.time.Instant;

/** The mark that an invitee did not come. */
public record NoShow(String id, Instant createdAt) {}
