package io.advicly.calendly.webhook;

import io.advicly.calendly.calendly.DeliveredEvent;
import io.advicly.calendly.meeting.Knowledge;
import java.util.List;
import java.util.Optional;

/// A delivery and what its body says.
record ReadDelivery(ClaimedDelivery delivery, DeliveredEvent event) {

    /// What is to be projected, if the body says all of it.
    Optional<Knowledge> knowledge() {
        return switch (event) {
            case DeliveredEvent.InviteeChanged changed ->
                    Optional.ofNullable(changed.scheduledEvent())
                            .map(scheduled ->
                                    new Knowledge(
                                            delivery.organizationUri(),
                                            scheduled,
                                            List.of(changed.invitee())));
            case DeliveredEvent.Other _, DeliveredEvent.Unreadable _ -> Optional.empty();
        };
    }
}
