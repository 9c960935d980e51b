package io.advicly.calendly.webhook.attempt;

import io.advicly.calendly.calendly.event.DeliveredEvent;
import io.advicly.calendly.calendly.event.ScheduledEvent;
import io.advicly.calendly.meeting.fact.EventReport;
import io.advicly.calendly.meeting.fact.Told;
import io.advicly.calendly.webhook.ClaimedDelivery;
import java.util.List;
import java.util.Optional;

/// A delivery and what its body says.
record ReadDelivery(ClaimedDelivery delivery, DeliveredEvent event) {

    /// What is to be projected, if the body says all of it.
    Optional<EventReport> knowledge() {
        return switch (event) {
            case DeliveredEvent.InviteeChanged changed ->
                    Optional.ofNullable(changed.scheduledEvent())
                            .map(scheduled -> report(scheduled, changed));
            case DeliveredEvent.Other _, DeliveredEvent.Unreadable _ -> Optional.empty();
        };
    }

    private EventReport report(ScheduledEvent scheduled, DeliveredEvent.InviteeChanged changed) {
        return new EventReport(
                delivery.organizationUri(),
                scheduled,
                Told.delivered(changed.createdAt()),
                List.of(changed.invitee()),
                Told.delivered(changed.createdAt()));
    }
}
