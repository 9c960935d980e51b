package io.advicly.calendly.lifecycle.operator;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What the product's backend was told last of a connection and its meetings.
///
/// @param last null for nothing that is kept
/// @param destinations that want it
record Sent(@Nullable Told last, List<To> destinations) {

    record Told(long position, String type, String subject, Instant at) {}

    /// @param delivered whether it has the last event
    /// @param at when it got it
    /// @param dueAt when it is tried again
    record To(
            UUID id,
            String url,
            boolean paused,
            @Nullable Instant heldAt,
            @Nullable Instant failingSince,
            @Nullable String error,
            boolean delivered,
            @Nullable Instant at,
            @Nullable Instant dueAt) {}
}
