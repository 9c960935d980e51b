package io.advicly.calendly.webhook;

import io.advicly.calendly.calendly.Calendly;
import io.advicly.calendly.calendly.CalendlyFailure;
import io.advicly.calendly.calendly.ScheduledEvent;
import io.advicly.calendly.platform.CallersContext;
import io.advicly.calendly.subscription.Carriers;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/// [EventLookup] with the access token of the subscription's carrier.
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
        return carriers.accessToken(subscriptionId)
                .map(token ->
                        token.orElseThrow(() ->
                                new IllegalStateException(
                                        "the subscription has no carrier with a usable grant")))
                .chain(token -> CallersContext.keep(calendly.scheduledEvent(token, eventUri)))
                .map(Optional::of)
                .onFailure(CalendlyFailure.NotFound.class)
                .recoverWithItem(Optional.empty());
    }
}
