package io.advicly.calendly.destination;

/// How many events are sent now.
public record Resumed(long events) {}
