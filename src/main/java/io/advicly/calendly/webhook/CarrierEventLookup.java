package io.advicly.calendly.webhook;

import io.advicly.calendly.calendly.Calendly;
import io.advicly.calendly.calendly.CalendlyFailure;
import io.advicly.calendly.calendly.ScheduledEvent;
import io.advicly.calendly.subscription.Carriers;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/// [EventLookup] with the grant of the subscription's carrier.
@ApplicationScoped
class CarrierEventLookup implements EventLookup {

    private final Carriers carriers;
    private final Calendly calendly;

    CarrierEventLookup(Carriers carriers, Calendly calendly) {
        this.carriers = carriers;
        this.calendly = calendly;
    }

    @Override
    public Uni<Optional<ScheduledEvent>> fetch(UUID subscriptionId, String eventUri) {
        return carriers.with(subscriptionId, access -> calendly.scheduledEvent(access, eventUri))
                .map(Optional::of)
                .onFailure(CalendlyFailure.NotFound.class)
                .recoverWithItem(Optional.empty());
    }
}
