package io.advicly.calendly.destination;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

/// A new destination.
///
/// @param secret to verify with; shown this once
public record CreatedDestination(@JsonUnwrapped DestinationView destination, String secret) {

    /// Without the secret.
    @Override
    public String toString() {
        return "CreatedDestination[destination=" + destination + "]";
    }
}
