package io.advicly.calendly.webhook.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One delivery as operators see it.
///
/// @param eventUri the scheduled event that it was about, once it is settled
/// @param attemptCount how often it was tried to work it off since it came, or was replayed
/// @param attempts the latest of all, in their order
/// @param headers the harmless ones of its headers
/// @param meetings those here of the same scheduled event
/// @param changes what was told of them while it was worked off
/// @param outline the body with every value hidden that may be of a person; only for operators, and
///   null for what is no JSON
/// @param body the raw body as text; only where somebody asks for it to be revealed
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DeliveryDetails(
        UUID id,
        UUID subscriptionId,
        String organizationUri,
        @Nullable String event,
        @Nullable String eventUri,
        String state,
        int attemptCount,
        List<Attempt> attempts,
        @Nullable String lastError,
        Instant receivedAt,
        Instant dueAt,
        @Nullable Instant processedAt,
        Map<String, String> headers,
        List<UUID> meetings,
        List<Change> changes,
        @Nullable JsonNode outline,
        @Nullable String body) {

    /// One attempt to work it off, or an operator's wish for another one.
    ///
    /// @param outcome `processed`, `ignored`, `retry` or `dead`; or `replayed`
    /// @param by who has had it replayed
    /// @param replay the id of the replay, where it was one among others
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Attempt(
            Instant at,
            String outcome,
            @Nullable String error,
            @Nullable Long durationMs,
            @Nullable String by,
            @Nullable UUID replay) {}

    /// What was told of a meeting.
    ///
    /// @param type of the feed's event, such as `meeting.booked`
    @RegisterForReflection
    public record Change(UUID meetingId, String tenantId, String userId, String type, Instant at) {}

    /// What is read of its row.
    record Stored(
            DeliveryView view,
            List<Attempt> attempts,
            Map<String, String> headers,
            List<UUID> meetings,
            String body) {}

    static DeliveryDetails of(
            Stored stored,
            List<Change> changes,
            @Nullable JsonNode outline,
            @Nullable String body) {
        DeliveryView view = stored.view();
        return new DeliveryDetails(
                view.id(),
                view.subscriptionId(),
                view.organizationUri(),
                view.event(),
                view.eventUri(),
                view.state(),
                view.attempts(),
                stored.attempts(),
                view.lastError(),
                view.receivedAt(),
                view.dueAt(),
                view.processedAt(),
                stored.headers(),
                stored.meetings(),
                changes,
                outline,
                body);
    }
}
