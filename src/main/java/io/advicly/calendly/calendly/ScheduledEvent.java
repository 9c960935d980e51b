package io.advicly.calendly.calendly;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A scheduled event.
///
/// @param location as Calendly gives it: `type`, `join_url` and what the type adds; null without
///   one
/// @param statusRaw a status that is not known, as it came; null for one that is
/// @param allHosts false where there are more, of whom it cannot be read who they are
/// @param details what else is said, by our names ([ScheduledEventWire]): a missing one is not
///   said, null is said to be nothing
public record ScheduledEvent(
        String uri,
        @Nullable String name,
        boolean active,
        Instant startTime,
        Instant endTime,
        @Nullable JsonNode location,
        List<Host> hosts,
        Instant updatedAt,
        @Nullable String statusRaw,
        boolean allHosts,
        Map<String, JsonNode> details) {

    public ScheduledEvent(
            String uri,
            @Nullable String name,
            boolean active,
            Instant startTime,
            Instant endTime,
            @Nullable JsonNode location,
            List<Host> hosts,
            Instant updatedAt) {
        this(uri, name, active, startTime, endTime, location, hosts, updatedAt, null, true);
    }

    /// One of which nothing else is said.
    public ScheduledEvent(
            String uri,
            @Nullable String name,
            boolean active,
            Instant startTime,
            Instant endTime,
            @Nullable JsonNode location,
            List<Host> hosts,
            Instant updatedAt,
            @Nullable String statusRaw,
            boolean allHosts) {
        this(
                uri, name, active, startTime, endTime, location, hosts, updatedAt, statusRaw,
                allHosts, Map.of());
    }

    /// One of the accounts that host the event.
    public record Host(String uri, @Nullable String name, @Nullable String email) {}
}
