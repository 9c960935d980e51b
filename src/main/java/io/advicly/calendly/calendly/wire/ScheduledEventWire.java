package io.advicly.calendly.calendly.wire;

import static io.advicly.calendly.calendly.wire.UnreadableException.identity;
import static io.advicly.calendly.calendly.wire.UnreadableException.named;
import static io.advicly.calendly.calendly.wire.UnreadableException.past;
import static io.advicly.calendly.calendly.wire.UnreadableException.required;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.advicly.calendly.calendly.event.ScheduledEvent;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A scheduled event, of the API or inside a delivery (docs/calendly-api.md 1.9, 1.11).
@RegisterForReflection
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record ScheduledEventWire(
        @Nullable String uri,
        @Nullable String name,
        @Nullable String status,
        @Nullable Instant startTime,
        @Nullable Instant endTime,
        @Nullable JsonNode location,
        @Nullable JsonNode eventMemberships,
        @Nullable JsonNode eventType,
        @Nullable JsonNode calendarEvent,
        @Nullable JsonNode inviteesCounter,
        @Nullable JsonNode eventGuests,
        @Nullable JsonNode meetingNotesPlain,
        @Nullable JsonNode meetingNotesHtml,
        @Nullable JsonNode createdAt,
        @Nullable Instant updatedAt) {

    private static final Set<String> KNOWN = Set.of("active", "canceled");

    private static final Set<String> CALENDAR = Set.of("kind", "external_id");

    private static final Set<String> COUNTER = Set.of("total", "active", "limit");

    private static final String MEMBERSHIPS = "event_memberships";

    /// One host of the event.
    @RegisterForReflection
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Membership(
            @Nullable String user, @Nullable String userName, @Nullable String userEmail) {

        private ScheduledEvent.Host host() {
            return new ScheduledEvent.Host(identity(user, "user"), userName, userEmail);
        }
    }

    /// One that was asked for by its URI: another one is no answer.
    public ScheduledEvent thatOf(String asked, OddFields odd) {
        UnreadableException.unlessSame(uri, asked, "uri");
        return toScheduledEvent(odd);
    }

    /// A status that we do not know is not taken for a cancellation.
    public ScheduledEvent toScheduledEvent(OddFields odd) {
        Sifted<ScheduledEvent.Host> hosts = hosts(odd.in(MEMBERSHIPS));
        return new ScheduledEvent(
                named(uri, "uri"),
                name,
                !required(status, "status").equals("canceled"),
                required(startTime, "start_time"),
                required(endTime, "end_time"),
                ExactJson.object("location", location, odd),
                hosts.records(),
                past(updatedAt, "updated_at"),
                WireJson.unknown(status, KNOWN),
                hosts.leftOut().isEmpty(),
                details(odd));
    }

    private Map<String, JsonNode> details(OddFields odd) {
        return new DetailFields(odd)
                .uri("event_type", eventType)
                .object("calendar_event", calendarEvent, CALENDAR)
                .object("invitees_counter", inviteesCounter, COUNTER)
                .guests("guests", eventGuests)
                .text("meeting_notes_plain", meetingNotesPlain, DetailFields.LONG)
                .text("meeting_notes_html", meetingNotesHtml, DetailFields.LONG)
                .past("created_at", createdAt)
                .all();
    }

    /// A membership without a user, or with a damaged one, cannot be matched to anybody: it is left
    /// out.
    private Sifted<ScheduledEvent.Host> hosts(OddFields odd) {
        JsonNode all = WireJson.present(eventMemberships);
        if (all != null && !all.isArray()) {
            throw UnreadableException.odd(MEMBERSHIPS);
        }
        Sifted<ScheduledEvent.Host> hosts =
                Sifted.of(all == null ? List.of() : all, Membership.class, (it, _) -> it.host());
        hosts.leftOut().forEach(_ -> odd.found("user"));
        hosts.oddFields().forEach(odd::found);
        return hosts;
    }
}
