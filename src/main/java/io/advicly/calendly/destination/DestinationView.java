package io.advicly.calendly.destination;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A destination, as its backend sees it.
///
/// @param state `active`, `failing`, `held` or `paused`
public record DestinationView(
        UUID id,
        String tenantId,
        String url,
        List<String> types,
        @Nullable String description,
        boolean paused,
        String state,
        Behind behind,
        @Nullable Instant lastSuccessAt,
        @Nullable Instant failingSince,
        @Nullable String lastError,
        Instant createdAt) {

    /// What it still has to get.
    ///
    /// @param events at least so many, where they are 100000
    /// @param seconds how old the oldest of them is
    public record Behind(long events, long seconds) {}
}
