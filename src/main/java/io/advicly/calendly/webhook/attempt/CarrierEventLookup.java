package io.advicly.calendly.webhook.attempt;

import io.advicly.calendly.calendly.ReadEvent;
import io.advicly.calendly.subscription.record.Carriers;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/// [EventLookup] with the grant of whoever may, beginning with the subscription's carrier.
@ApplicationScoped
class CarrierEventLookup implements EventLookup {

    private final Carriers carriers;

    CarrierEventLookup(Carriers carriers) {
        this.carriers = carriers;
    }

    @Override
    public Uni<ReadEvent> fetch(UUID subscriptionId, String organizationUri, String eventUri) {
        return carriers.event(subscriptionId, organizationUri, eventUri);
    }
}
