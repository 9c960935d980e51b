package io.advicly.calendly.webhook.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
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
        @Nullable String body) {

    /// One attempt to work it off.
    ///
    /// @param outcome `processed`, `ignored`, `retry` or `dead`
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Attempt(
            Instant at, String outcome, @Nullable String error, @Nullable Long durationMs) {}

    static DeliveryDetails of(
            DeliveryView view,
            List<Attempt> attempts,
            Map<String, String> headers,
            List<UUID> meetings,
            @Nullable String body) {
        return new DeliveryDetails(
                view.id(),
                view.subscriptionId(),
                view.organizationUri(),
                view.event(),
                view.eventUri(),
                view.state(),
                view.attempts(),
                attempts,
                view.lastError(),
                view.receivedAt(),
                view.dueAt(),
                view.processedAt(),
                headers,
                meetings,
                body);
    }
}
