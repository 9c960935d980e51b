package io.advicly.calendly.destination;

/// A destination's new secret, shown this once.
public record NewSecret(String secret) {}
