package io.advicly.calendly.webhook;

import io.advicly.calendly.calendly.ScheduledEvent;
import io.smallrye.mutiny.Uni;
import java.util.Optional;
import java.util.UUID;

/// Reads a scheduled event that a delivery names but does not carry.
public interface EventLookup {

    /// Called on a Vert.x context of its own, outside any transaction.
    ///
    /// @param subscriptionId whose carrier's access token may read the event
    /// @return empty when Calendly says that there is no such event: the delivery is then ignored.
    ///   Any failure makes it due again later.
    Uni<Optional<ScheduledEvent>> fetch(UUID subscriptionId, String eventUri);
}
