package io.advicly.calendly.calendly;

import java.time.Instant;

/// What Calendly last said about the calls that a user may make (docs/calendly-api.md 1.12). The
/// limit counts everything that is called in the user's name, whoever calls.
///
/// @param limit calls per minute
/// @param remaining calls until `resetsAt`
public record RateLimit(int limit, int remaining, Instant resetsAt) {}
