package io.advicly.calendly.webhook;

import io.advicly.calendly.platform.IsolatedContexts;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Works off the inbox: claims a batch in the order of [Turns], when [Courtesy] says so, and hands
/// it out in groups, each with a context and a transaction of its own, as many at the same time as
/// there are slots.
///
/// Alone, each with a slot and a transaction of its own, goes what may keep others waiting: events
/// that have to be fetched, the members of a group that one of them has spoiled, and what was
/// claimed before and not settled. One slot is never theirs, so that groups always come on.
///
/// Claiming is single file in a process. Whoever finds it under way leaves a signal, which makes it
/// look once more before it ends: no wake-up is lost.
@ApplicationScoped
class DeliveryWorker {

    private static final Logger LOG = Logger.getLogger(DeliveryWorker.class);

    private final DeliveryQueue queue;
    private final DeliveryAttempt attempt;
    private final Courtesy courtesy;
    private final IsolatedContexts contexts;
    private final WebhookSettings.Worker settings;
    private final Clock clock;

    private final AtomicInteger signals = new AtomicInteger();
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicInteger aloneInFlight = new AtomicInteger();
    private final ConcurrentLinkedQueue<ClaimedDelivery> claimed = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<ClaimedDelivery> alone = new ConcurrentLinkedQueue<>();
    private volatile boolean moreMayBeDue;
    private volatile boolean stopping;

    DeliveryWorker(
            DeliveryQueue queue,
            DeliveryAttempt attempt,
            Courtesy courtesy,
            IsolatedContexts contexts,
            WebhookSettings settings,
            Clock clock) {
        this.queue = queue;
        this.attempt = attempt;
        this.courtesy = courtesy;
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
                .uni(() -> courtesy.go().chain(this::claimOnce))
                .whilst(again -> again)
                .onItem()
                .ignoreAsUni();
    }

    /// @return whether to claim again
    private Uni<Boolean> claimOnce(int most) {
        int seen = signals.get();
        int room = stopping || !hasRoom() ? 0 : Math.min(most, settings.batch() - waiting.get());
        Uni<List<ClaimedDelivery>> found =
                room > 0 ? queue.claim(room, settings.lease()) : Uni.createFrom().item(List.of());
        return found.invoke(
                        deliveries -> {
                            moreMayBeDue = deliveries.size() >= room;
                            waiting.addAndGet(deliveries.size());
                            deliveries.forEach(this::handOut);
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

    private void handOut(ClaimedDelivery delivery) {
        (delivery.claims() > 1 ? alone : claimed).add(delivery);
    }

    /// As many as there are free slots.
    private void startAll() {
        while (!claimed.isEmpty() || !alone.isEmpty()) {
            int running = inFlight.get();
            if (running >= settings.concurrency()) {
                return; // whichever ends comes back here
            }
            if (inFlight.compareAndSet(running, running + 1) && !startOne()) {
                inFlight.decrementAndGet();
                return;
            }
        }
    }

    /// @return false when there is nothing that may start now
    private boolean startOne() {
        if (stopping) {
            return false;
        }
        ClaimedDelivery single = takeAlone();
        if (single != null) {
            start(
                    List.of(single),
                    () -> attempt.alone(single).replaceWith(List.of()),
                    this::aloneEnded);
            return true;
        }
        List<ClaimedDelivery> group = takeGroup();
        if (group.isEmpty()) {
            return false;
        }
        start(group, () -> attempt.together(group), this::ended);
        return true;
    }

    private @Nullable ClaimedDelivery takeAlone() {
        int most = Math.max(1, settings.concurrency() - 1);
        if (!alone.isEmpty() && takeSlotOf(most)) {
            ClaimedDelivery single = take(alone);
            if (single == null) {
                aloneInFlight.decrementAndGet();
            }
            return single;
        }
        return null;
    }

    private boolean takeSlotOf(int most) {
        return aloneInFlight.getAndUpdate(taken -> Math.min(most, taken + 1)) < most;
    }

    private List<ClaimedDelivery> takeGroup() {
        List<ClaimedDelivery> group = new ArrayList<>();
        while (group.size() < settings.group()) {
            ClaimedDelivery next = take(claimed);
            if (next == null) {
                break;
            }
            group.add(next);
        }
        return group;
    }

    private @Nullable ClaimedDelivery take(Queue<ClaimedDelivery> from) {
        ClaimedDelivery next = from.poll();
        while (next != null) {
            waiting.decrementAndGet();
            if (!isLate(next)) {
                return next;
            }
            next = from.poll();
        }
        return null;
    }

    /// Half a lease is for the work: what has waited longer is left to whoever claims it next.
    private boolean isLate(ClaimedDelivery delivery) {
        return delivery.leasedUntil()
                .minus(settings.lease().dividedBy(2))
                .isBefore(clock.instant());
    }

    private void start(
            List<ClaimedDelivery> deliveries,
            Supplier<Uni<List<ClaimedDelivery>>> work,
            Runnable ended) {
        contexts.run(work)
                .invoke(left -> {
                    waiting.addAndGet(left.size());
                    alone.addAll(left);
                })
                .onTermination()
                .invoke(ended)
                .subscribe()
                .with(
                        done -> {},
                        failure ->
                                LOG.errorf(
                                        failure,
                                        "delivery.not_settled deliveries=%d first=%s",
                                        deliveries.size(),
                                        deliveries.getFirst().id()));
    }

    private void aloneEnded() {
        aloneInFlight.decrementAndGet();
        ended();
    }

    private void ended() {
        inFlight.decrementAndGet();
        startAll();
        if (moreMayBeDue && hasRoom()) {
            wake();
        }
    }
}
