package io.advicly.calendly.webhook;

import io.advicly.calendly.platform.IsolatedContexts;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/// Works off the inbox: as many deliveries at the same time as there are slots, each in its own
/// context and transaction, so that neither a bad nor a slow one keeps the others waiting.
///
/// Claiming is single file in a process. Whoever finds it under way leaves a signal, which makes it
/// look once more before it ends: no wake-up is lost.
@ApplicationScoped
class DeliveryWorker {

    private static final Logger LOG = Logger.getLogger(DeliveryWorker.class);

    private final DeliveryQueue queue;
    private final DeliveryProcessor processor;
    private final IsolatedContexts contexts;
    private final WebhookMetrics metrics;
    private final WebhookSettings.Worker settings;
    private final Clock clock;

    private final AtomicInteger signals = new AtomicInteger();
    private final AtomicInteger inFlight = new AtomicInteger();
    private volatile boolean slotsRanOut;
    private volatile boolean stopping;

    DeliveryWorker(
            DeliveryQueue queue,
            DeliveryProcessor processor,
            IsolatedContexts contexts,
            WebhookMetrics metrics,
            WebhookSettings settings,
            Clock clock) {
        this.queue = queue;
        this.processor = processor;
        this.contexts = contexts;
        this.metrics = metrics;
        this.settings = settings.worker();
        this.clock = clock;
    }

    /// Makes sure that what is due now is looked for, and returns at once.
    void wake() {
        if (!stopping && signals.getAndIncrement() == 0) {
            contexts.run(this::claimWhileSignalled).subscribe().with(done -> {}, this::claimFailed);
        }
    }

    void stop(@Observes ShutdownEvent shutdown) {
        stopping = true;
    }

    private Uni<Void> claimWhileSignalled() {
        return Multi.createBy()
                .repeating()
                .uni(this::claimOnce)
                .whilst(again -> again)
                .onItem()
                .ignoreAsUni();
    }

    /// @return whether to claim again
    private Uni<Boolean> claimOnce() {
        int seen = signals.get();
        int free = stopping ? 0 : settings.concurrency() - inFlight.get();
        Uni<List<ClaimedDelivery>> claimed =
                free > 0 ? queue.claim(free, settings.lease()) : Uni.createFrom().item(List.of());
        return claimed.invoke(deliveries -> deliveries.forEach(this::start))
                .map(deliveries -> signalled(seen, deliveries.size() >= free));
    }

    /// Takes back the signals that this claim has answered.
    private boolean signalled(int seen, boolean allSlotsUsed) {
        slotsRanOut = allSlotsUsed;
        // Those that ended before they could see it have left their slots to nobody.
        if (allSlotsUsed && !stopping && inFlight.get() < settings.concurrency()) {
            signals.incrementAndGet();
        }
        return signals.addAndGet(-seen) > 0;
    }

    private void claimFailed(Throwable failure) {
        signals.set(0);
        LOG.errorf(failure, "worker.claim_failed");
    }

    private void start(ClaimedDelivery delivery) {
        inFlight.incrementAndGet();
        contexts.run(() -> workOff(delivery))
                .onTermination()
                .invoke(this::ended)
                .subscribe()
                .with(
                        done -> {},
                        failure ->
                                LOG.errorf(
                                        failure,
                                        "delivery.not_settled delivery=%s",
                                        delivery.id()));
    }

    private void ended() {
        inFlight.decrementAndGet();
        if (slotsRanOut) {
            wake();
        }
    }

    private Uni<Void> workOff(ClaimedDelivery delivery) {
        return outcome(delivery)
                .map(outcome -> disposition(delivery, outcome))
                .call(disposition -> queue.apply(delivery, disposition))
                .invoke(disposition -> settled(delivery, disposition))
                .replaceWithVoid();
    }

    /// One that was claimed too often without coming to an end may be what ends the process.
    private Uni<Outcome> outcome(ClaimedDelivery delivery) {
        if (delivery.attempts() > settings.maxAttempts()) {
            return Uni.createFrom().item(new Outcome.Hopeless(null, "never came to an end"));
        }
        return processor
                .process(delivery)
                .ifNoItem()
                .after(settings.lease())
                .recoverWithItem(new Outcome.Failed(null, "took too long", Duration.ZERO));
    }

    private Disposition disposition(ClaimedDelivery delivery, Outcome outcome) {
        return new RetryPolicy(settings.maxAttempts(), settings.retryBase(), settings.retryMax())
                .after(
                        outcome,
                        delivery.attempts(),
                        clock.instant(),
                        ThreadLocalRandom.current().nextDouble());
    }

    private void settled(ClaimedDelivery delivery, Disposition disposition) {
        String outcome =
                switch (disposition) {
                    case Disposition.Settled settled -> settled.state();
                    case Disposition.Retry _ -> "retry";
                };
        String note =
                switch (disposition) {
                    case Disposition.Settled settled -> settled.note();
                    case Disposition.Retry retry -> retry.error();
                };
        metrics.settled(outcome);
        LOG.infof(
                "delivery.%s delivery=%s subscription=%s event=%s attempt=%d note=%s",
                outcome,
                delivery.id(),
                delivery.subscriptionId(),
                disposition.event(),
                delivery.attempts(),
                note);
    }
}
