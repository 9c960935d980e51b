package io.advicly.calendly.destination;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

/// A new destination.
///
/// @param secret to verify with; shown this once
public record CreatedDestination(@JsonUnwrapped DestinationView destination, String secret) {}
