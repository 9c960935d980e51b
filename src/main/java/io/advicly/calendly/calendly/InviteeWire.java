package io.advicly.calendly.calendly;

import static io.advicly.calendly.calendly.UnreadableException.identity;
import static io.advicly.calendly.calendly.UnreadableException.required;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An invitee, of the API or as the payload of a delivery (calendly-api 1.9, 1.11).
///
/// @param canceled only in old payloads
/// @param scheduledEvent only in deliveries, and not in all of them
@RegisterForReflection
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record InviteeWire(
        @Nullable String uri,
        @Nullable String event,
        @Nullable String email,
        @Nullable String name,
        @Nullable String timezone,
        @Nullable String status,
        @Nullable Boolean canceled,
        @Nullable Boolean rescheduled,
        @Nullable String oldInvitee,
        @Nullable String newInvitee,
        @Nullable JsonNode noShow,
        @Nullable JsonNode cancellation,
        @Nullable JsonNode questionsAndAnswers,
        @Nullable JsonNode tracking,
        @Nullable Instant createdAt,
        @Nullable Instant updatedAt,
        @Nullable JsonNode scheduledEvent) {

    private static final Set<String> KNOWN = Set.of("active", "canceled");

    /// An invitee read from the API, of an event whose URI the caller knows.
    Invitee toInvitee(String eventUri) {
        return toInvitee(
                event == null ? eventUri : event, WireJson.present(noShow) != null, markedAt());
    }

    /// When the mark of a no-show was made; null without one, or where it does not say.
    @Nullable Instant markedAt() {
        JsonNode mark = WireJson.present(noShow);
        return mark == null ? null : WireJson.time(mark, "created_at");
    }

    Invitee toInvitee(String eventUri, boolean isNoShow, @Nullable Instant noShowAt) {
        return new Invitee(
                identity(uri, "uri"),
                identity(eventUri, "event"),
                email,
                name,
                timezone,
                active(),
                Boolean.TRUE.equals(rescheduled),
                oldInvitee,
                newInvitee,
                isNoShow,
                noShowAt,
                WireJson.present(cancellation),
                WireJson.present(questionsAndAnswers),
                WireJson.present(tracking),
                required(createdAt, "created_at"),
                required(updatedAt, "updated_at"),
                WireJson.unknown(status, KNOWN));
    }

    /// Canceled as soon as either the status or the old boolean says so: a canceled invitee must
    /// never look active. A status that we do not know is not taken for a cancellation.
    private boolean active() {
        if (Boolean.TRUE.equals(canceled)) {
            return false;
        }
        return (canceled != null && status == null)
                || !required(status, "status").equals("canceled");
    }
}
