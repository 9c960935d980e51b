package io.advicly.calendly.webhook.admin;

/// How many deliveries are going to be worked off once more.
public record Replayed(long count) {}
