package io.advicly.calendly.webhook;

import io.advicly.calendly.platform.IsolatedContexts;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/// Works off the inbox: claims a batch in the order of [Turns] and works off as many of it at the
/// same time as there are slots, each in its own context and transaction, so that neither a bad nor
/// a slow one keeps the others waiting.
///
/// Claiming is single file in a process. Whoever finds it under way leaves a signal, which makes it
/// look once more before it ends: no wake-up is lost.
@ApplicationScoped
class DeliveryWorker {

    private static final Logger LOG = Logger.getLogger(DeliveryWorker.class);

    private final DeliveryQueue queue;
    private final DeliveryAttempt attempt;
    private final IsolatedContexts contexts;
    private final WebhookSettings.Worker settings;
    private final Clock clock;

    private final AtomicInteger signals = new AtomicInteger();
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicInteger waiting = new AtomicInteger();
    private final ConcurrentLinkedQueue<ClaimedDelivery> claimed = new ConcurrentLinkedQueue<>();
    private volatile boolean moreMayBeDue;
    private volatile boolean stopping;

    DeliveryWorker(
            DeliveryQueue queue,
            DeliveryAttempt attempt,
            IsolatedContexts contexts,
            WebhookSettings settings,
            Clock clock) {
        this.queue = queue;
        this.attempt = attempt;
        this.contexts = contexts;
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
        int room = stopping || !hasRoom() ? 0 : settings.batch() - waiting.get();
        Uni<List<ClaimedDelivery>> found =
                room > 0 ? queue.claim(room, settings.lease()) : Uni.createFrom().item(List.of());
        return found.invoke(
                        deliveries -> {
                            moreMayBeDue = deliveries.size() >= room;
                            waiting.addAndGet(deliveries.size());
                            claimed.addAll(deliveries);
                            startAll();
                        })
                .map(deliveries -> signalled(seen));
    }

    /// Takes back the signals that this claim has answered.
    private boolean signalled(int seen) {
        // Those that ended before they could see that there is more have told nobody.
        if (moreMayBeDue && hasRoom() && !stopping) {
            signals.incrementAndGet();
        }
        return signals.addAndGet(-seen) > 0;
    }

    /// Claiming few at a time would cost a statement for each.
    private boolean hasRoom() {
        return waiting.get() <= settings.batch() / 2;
    }

    private void claimFailed(Throwable failure) {
        signals.set(0);
        LOG.errorf(failure, "worker.claim_failed");
    }

    /// As many as there are free slots.
    private void startAll() {
        while (!claimed.isEmpty()) {
            int running = inFlight.get();
            if (running >= settings.concurrency()) {
                return; // whichever ends comes back here
            }
            if (inFlight.compareAndSet(running, running + 1)) {
                ClaimedDelivery next = stopping ? null : claimed.poll();
                if (next == null) {
                    inFlight.decrementAndGet();
                    return;
                }
                waiting.decrementAndGet();
                start(next);
            }
        }
    }

    private void start(ClaimedDelivery delivery) {
        // Half a lease is for the work: what has waited longer is left to whoever claims it next.
        if (delivery.leasedUntil().minus(settings.lease().dividedBy(2)).isBefore(clock.instant())) {
            ended();
            return;
        }
        contexts.run(() -> attempt.make(delivery))
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
        startAll();
        if (moreMayBeDue && hasRoom()) {
            wake();
        }
    }
}
