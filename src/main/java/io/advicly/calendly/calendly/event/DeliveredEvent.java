package io.advicly.calendly.calendly.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a delivery's body says.
public sealed interface DeliveredEvent {

    /// `invitee.created`, `invitee.canceled`, `invitee_no_show.created` or `.deleted`.
    ///
    /// @param createdAt when Calendly made the delivery; null if it does not say
    /// @param scheduledEvent null when the body does not carry it: then it has to be fetched
    record InviteeChanged(
            String name,
            @Nullable Instant createdAt,
            Invitee invitee,
            @Nullable ScheduledEvent scheduledEvent)
            implements DeliveredEvent {}

    /// An event this service does not project: kept, and marked ignored.
    record Other(String name) implements DeliveredEvent {}

    /// JSON, but not what Calendly documents for this event.
    ///
    /// @param reason for an operator; holds no value from the body
    record Unreadable(@Nullable String name, String reason) implements DeliveredEvent {}
}
