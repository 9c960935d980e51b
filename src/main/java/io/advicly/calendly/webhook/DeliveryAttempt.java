package io.advicly.calendly.webhook;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/// One attempt to work off a delivery, and what is kept of it.
@ApplicationScoped
class DeliveryAttempt {

    /// So many processes do not die by chance while they have one and the same delivery.
    static final int FRUITLESS_CLAIMS = 100;

    private final DeliveryProcessor processor;
    private final Settlements settlements;
    private final WebhookSettings.Worker settings;
    private final Clock clock;

    DeliveryAttempt(
            DeliveryProcessor processor,
            Settlements settlements,
            WebhookSettings settings,
            Clock clock) {
        this.processor = processor;
        this.settlements = settlements;
        this.settings = settings.worker();
        this.clock = clock;
    }

    /// Tries many in one transaction. To be subscribed on a Vert.x context of its own. Fails when
    /// an outcome cannot be kept.
    ///
    /// @return those that are still to be tried, each alone: their event has to be fetched, which
    ///   takes its time, or one of them, and nobody knows which, has spoiled the transaction
    Uni<List<ClaimedDelivery>> together(List<ClaimedDelivery> deliveries) {
        return processor
                .processTogether(deliveries)
                .ifNoItem()
                .after(settings.lease().dividedBy(2))
                .recoverWithItem(() -> Collections.nCopies(deliveries.size(), Optional.empty()))
                .chain(outcomes -> kept(deliveries, outcomes));
    }

    private Uni<List<ClaimedDelivery>> kept(
            List<ClaimedDelivery> deliveries, List<Optional<Outcome>> outcomes) {
        List<Settlement> settled = new ArrayList<>();
        List<ClaimedDelivery> left = new ArrayList<>();
        for (int index = 0; index < deliveries.size(); index++) {
            ClaimedDelivery delivery = deliveries.get(index);
            outcomes.get(index)
                    .ifPresentOrElse(
                            outcome -> settled.add(settlement(delivery, outcome)),
                            () -> left.add(delivery));
        }
        return settled.isEmpty()
                ? Uni.createFrom().item(left)
                : Uni.join()
                        .all(settled.stream().map(settlements::keep).toList())
                        .andCollectFailures()
                        .replaceWith(left);
    }

    /// To be subscribed on a Vert.x context of its own. Fails when the outcome cannot be kept.
    Uni<Void> alone(ClaimedDelivery delivery) {
        return outcome(delivery)
                .map(outcome -> settlement(delivery, outcome))
                .chain(settlements::keep);
    }

    private Settlement settlement(ClaimedDelivery delivery, Outcome outcome) {
        return new Settlement(delivery, disposition(delivery, outcome));
    }

    /// One that was claimed so often without coming to an end may be what ends the process.
    private Uni<Outcome> outcome(ClaimedDelivery delivery) {
        if (delivery.claims() - delivery.attempt() >= FRUITLESS_CLAIMS) {
            return Uni.createFrom().item(new Outcome.Hopeless(null, "never came to an end"));
        }
        return processor
                .process(delivery)
                .ifNoItem()
                .after(settings.lease().dividedBy(2))
                .recoverWithItem(new Outcome.Failed(null, "took too long", Duration.ZERO));
    }

    private Disposition disposition(ClaimedDelivery delivery, Outcome outcome) {
        return new RetryPolicy(settings.maxAttempts(), settings.retryBase(), settings.retryMax())
                .after(
                        outcome,
                        delivery.attempt(),
                        clock.instant(),
                        ThreadLocalRandom.current().nextDouble());
    }
}
