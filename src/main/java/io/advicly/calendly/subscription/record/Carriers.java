package io.advicly.calendly.subscription.record;

import io.advicly.calendly.calendly.ReadEvent;
import io.advicly.calendly.connection.token.EventReaders;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/// Reads what a delivery names but does not carry, with the grant of whoever of the organization
/// may: whoever carries the subscription was an admin when it was made, and may not be any more.
@ApplicationScoped
public class Carriers {

    private final Subscriptions rows;
    private final EventReaders readers;

    Carriers(Subscriptions rows, EventReaders readers) {
        this.rows = rows;
        this.readers = readers;
    }

    /// Fails with what asking again later may change.
    public Uni<ReadEvent> event(UUID subscriptionId, String organizationUri, String eventUri) {
        return rows.carrierOf(subscriptionId)
                .chain(carrier -> readers.read(organizationUri, eventUri, carrier.orElse(null)));
    }
}
