package io.advicly.calendly.calendly;

import static io.advicly.calendly.calendly.UnreadableException.identity;
import static io.advicly.calendly.calendly.UnreadableException.required;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A scheduled event, of the API or inside a delivery (calendly-api 1.9, 1.11).
@RegisterForReflection
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record ScheduledEventWire(
        @Nullable String uri,
        @Nullable String name,
        @Nullable String status,
        @Nullable Instant startTime,
        @Nullable Instant endTime,
        @Nullable JsonNode location,
        @Nullable List<@Nullable Membership> eventMemberships,
        @Nullable Instant updatedAt) {

    /// One host of the event.
    @RegisterForReflection
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Membership(
            @Nullable String user, @Nullable String userName, @Nullable String userEmail) {}

    /// A status that we do not know is not taken for a cancellation.
    ScheduledEvent toScheduledEvent() {
        return new ScheduledEvent(
                identity(uri, "uri"),
                name,
                !required(status, "status").equals("canceled"),
                required(startTime, "start_time"),
                required(endTime, "end_time"),
                WireJson.present(location),
                hosts(),
                required(updatedAt, "updated_at"));
    }

    /// A membership without a user cannot be matched to anybody: it is left out.
    private List<ScheduledEvent.Host> hosts() {
        return eventMemberships == null
                ? List.of()
                : eventMemberships.stream()
                        .filter(Objects::nonNull)
                        .map(ScheduledEventWire::host)
                        .filter(Objects::nonNull)
                        .toList();
    }

    private static ScheduledEvent.@Nullable Host host(Membership member) {
        return member.user() == null
                ? null
                : new ScheduledEvent.Host(member.user(), member.userName(), member.userEmail());
    }
}
