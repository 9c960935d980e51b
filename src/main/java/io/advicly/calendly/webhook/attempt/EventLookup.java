package io.advicly.calendly.webhook.attempt;

import io.advicly.calendly.calendly.ReadEvent;
import io.smallrye.mutiny.Uni;
import java.util.UUID;

/// Reads a scheduled event that a delivery names but does not carry.
public interface EventLookup {

    /// Called on a Vert.x context of its own, outside any transaction.
    ///
    /// @param subscriptionId whose carrier is asked first after the event's hosts
    /// @return any failure makes the delivery due again later
    Uni<ReadEvent> fetch(UUID subscriptionId, String organizationUri, String eventUri);
}
