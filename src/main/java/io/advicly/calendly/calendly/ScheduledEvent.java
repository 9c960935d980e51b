package io.advicly.calendly.calendly;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A scheduled event.
///
/// @param location as Calendly gives it: `type`, `join_url` and what the type adds; null without
///   one
public record ScheduledEvent(
        String uri,
        @Nullable String name,
        boolean active,
        Instant startTime,
        Instant endTime,
        @Nullable JsonNode location,
        List<Host> hosts,
        Instant updatedAt) {

    /// One of the accounts that host the event.
    public record Host(String uri, @Nullable String name, @Nullable String email) {}
}
