package io.advicly.calendly.webhook;

import io.advicly.calendly.calendly.DeliveredEvent;
import io.advicly.calendly.calendly.ScheduledEvent;
import io.advicly.calendly.meeting.Knowledge;
import java.util.List;
import java.util.Optional;

/// A delivery and what its body says.
record ReadDelivery(ClaimedDelivery delivery, DeliveredEvent event) {

    /// What is to be projected, if the body says all of it.
    Optional<Knowledge> knowledge() {
        if (!(event instanceof DeliveredEvent.InviteeChanged changed)) {
            return Optional.empty();
        }
        ScheduledEvent carried = changed.scheduledEvent();
        return Optional.ofNullable(carried)
                .map(scheduled ->
                        new Knowledge(
                                delivery.organizationUri(), scheduled, List.of(changed.invitee())));
    }
}
