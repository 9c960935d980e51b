package io.advicly.calendly.webhook.queue;

import io.advicly.calendly.platform.batch.BatchLimits;
import io.advicly.calendly.platform.batch.BatchWork;
import io.advicly.calendly.platform.batch.Batcher;
import io.advicly.calendly.platform.log.RecurringLog;
import io.advicly.calendly.platform.overview.Latencies;
import io.advicly.calendly.webhook.ClaimedDelivery;
import io.advicly.calendly.webhook.SqlFaults;
import io.advicly.calendly.webhook.WebhookMetrics;
import io.advicly.calendly.webhook.WebhookSettings;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.jboss.logging.Logger;

/// Keeps what became of deliveries, those that end together with one statement, and tells it.
@ApplicationScoped
public class Settlements implements BatchWork<Settlement, Boolean> {

    private static final Logger LOG = Logger.getLogger(Settlements.class);
    private static final RecurringLog RECURRING = new RecurringLog(LOG);

    private static final BatchLimits LIMITS =
            new BatchLimits(
                    Integer.MAX_VALUE,
                    Long.MAX_VALUE,
                    500,
                    Long.MAX_VALUE,
                    1,
                    1,
                    Duration.ofSeconds(10));

    private final DeliveryQueue queue;
    private final WebhookMetrics metrics;
    private final Latencies latencies;
    private final Duration lease;
    private final Clock clock;
    private final Batcher<Settlement, Boolean> batcher = new Batcher<>(LIMITS, this);

    Settlements(
            DeliveryQueue queue,
            WebhookMetrics metrics,
            Latencies latencies,
            WebhookSettings settings,
            Clock clock) {
        this.queue = queue;
        this.metrics = metrics;
        this.latencies = latencies;
        this.lease = settings.worker().lease();
        this.clock = clock;
    }

    /// Answers once it is kept.
    public Uni<Void> keep(Settlement settlement) {
        return batcher.submit(settlement, 0).invoke(kept -> tell(settlement)).replaceWithVoid();
    }

    @Override
    public Uni<List<Boolean>> apply(List<Settlement> settlements) {
        return queue.settle(settlements).map(done -> Collections.nCopies(settlements.size(), true));
    }

    @Override
    public boolean oneMaySpoilAll(Throwable failure) {
        return SqlFaults.mayBe(failure);
    }

    /// Each at level DEBUG, as frequent as deliveries are, and counted. Of what did not go well the
    /// log tells one per outcome and minute besides.
    private void tell(Settlement settlement) {
        if (settlement.toFetch()) {
            return;
        }
        metrics.settled(settlement.outcome());
        time(settlement.delivery());
        if (LOG.isDebugEnabled()) {
            LOG.debug(line(settlement));
        } else if (!settlement.state().equals("processed")) {
            RECURRING.info(settlement.outcome(), () -> line(settlement));
        }
    }

    /// What was claimed at once, and tried for the first time, has waited since it came.
    private void time(ClaimedDelivery delivery) {
        if (delivery.claims() == 1) {
            Duration claimed =
                    Duration.between(delivery.leasedUntil().minus(lease), clock.instant());
            latencies.visible(delivery.waited().plus(claimed));
        }
    }

    private static String line(Settlement settlement) {
        return "delivery.%s delivery=%s subscription=%s event=%s attempt=%d note=%s"
                .formatted(
                        settlement.outcome(),
                        settlement.delivery().id(),
                        settlement.delivery().subscriptionId(),
                        settlement.disposition().event(),
                        settlement.delivery().attempt(),
                        settlement.note());
    }
}
