package io.advicly.calendly.sandbox.record;

import java.time.Instant;

/** What another calendar holds for somebody. */
public record BusyTime(String id, String userId, Instant start, Instant end) {}
