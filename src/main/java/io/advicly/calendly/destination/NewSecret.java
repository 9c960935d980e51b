package io.advicly.calendly.destination;

/// A destination's new secret, shown this once.
public record NewSecret(String secret) {

    /// Without the secret.
    @Override
    public String toString() {
        return "NewSecret[]";
    }
}
