package io.advicly.calendly.webhook;

/// How many deliveries are going to be worked off once more.
public record Replayed(long count) {}
