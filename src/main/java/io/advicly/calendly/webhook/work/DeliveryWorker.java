package io.advicly.calendly.webhook.work;

import io.advicly.calendly.platform.chain.Unis;
import io.advicly.calendly.platform.log.RecurringLog;
import io.advicly.calendly.platform.work.IsolatedContexts;
import io.advicly.calendly.platform.work.Watchdog;
import io.advicly.calendly.webhook.ClaimedDelivery;
import io.advicly.calendly.webhook.WebhookSettings;
import io.advicly.calendly.webhook.attempt.DeliveryAttempt;
import io.advicly.calendly.webhook.queue.Claim;
import io.advicly.calendly.webhook.queue.DeliveryQueue;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Works off the inbox: claims a batch in the order of `FairOrder`, when [ClaimPacer] says so, and
/// hands it out in groups, each with a context and a transaction of its own, as many at the same
/// time as that allows.
///
/// Alone, each with a slot and a transaction of its own, goes what may keep others waiting: the
/// members of a group that one of them has spoiled, and what was claimed before and not settled.
/// They have as many slots as groups have, but one is never theirs, so that groups come on.
///
/// Nothing here waits for Calendly: whose event has to be fetched is left to the [FetchWorker].
///
/// What is held is known, one by one: whatever else bears this process's number it has lost with an
/// answer of the database, and takes again ([DeliveryQueue#FREE]).
///
/// What has been claimed and is not settled is bounded in bytes too, whether it waits or is under
/// way.
///
/// Claiming is single file in a process. Whoever finds it under way leaves a signal, which makes it
/// look once more before it ends: no wake-up is lost.
@ApplicationScoped
public class DeliveryWorker {

    private static final RecurringLog RECURRING =
            new RecurringLog(Logger.getLogger(DeliveryWorker.class));

    private final DeliveryQueue queue;
    private final DeliveryAttempt attempt;
    private final FetchWorker fetches;
    private final ClaimPacer pacer;
    private final IsolatedContexts contexts;
    private final Watchdog watchdog;
    private final WebhookSettings.Worker settings;
    private final long memory;
    private final Clock clock;

    private final AtomicInteger signals = new AtomicInteger();
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicLong heldBytes = new AtomicLong();
    private final Set<UUID> held = ConcurrentHashMap.newKeySet();
    private final AtomicInteger aloneInFlight = new AtomicInteger();
    private final AtomicInteger groupsInFlight = new AtomicInteger();
    private final ConcurrentLinkedQueue<ClaimedDelivery> claimed = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<ClaimedDelivery> alone = new ConcurrentLinkedQueue<>();
    private volatile boolean moreMayBeDue;
    private volatile boolean stopping;

    DeliveryWorker(
            DeliveryQueue queue,
            DeliveryAttempt attempt,
            FetchWorker fetches,
            ClaimPacer pacer,
            IsolatedContexts contexts,
            Watchdog watchdog,
            WebhookSettings settings,
            Clock clock) {
        this.queue = queue;
        this.attempt = attempt;
        this.fetches = fetches;
        this.pacer = pacer;
        this.contexts = contexts;
        this.watchdog = watchdog;
        this.settings = settings.worker();
        this.memory = settings.worker().memory().asLongValue();
        this.clock = clock;
    }

    /// Makes sure that what is due now is looked for, and returns at once.
    public void wake() {
        if (!stopping && signals.getAndIncrement() == 0) {
            contexts.run(this::claimWhileSignalled).subscribe().with(done -> {}, this::claimFailed);
        }
    }

    void stop(@Observes ShutdownDelayInitiatedEvent announced) {
        stopping = true;
    }

    private Uni<Void> claimWhileSignalled() {
        return Multi.createBy()
                .repeating()
                .uni(() ->
                        watchdog.turn("deliveries", () -> pacer.awaitTurn().chain(this::claimOnce)))
                .whilst(again -> again)
                .onItem()
                .ignoreAsUni();
    }

    /// @return whether to claim again
    private Uni<Boolean> claimOnce(int most) {
        int seen = signals.get();
        int room = stopping || !hasRoom() ? 0 : Math.min(most, settings.batch() - waiting.get());
        Uni<Claim> found =
                room > 0
                        ? queue.claim(
                                room, memory - heldBytes.get(), settings.lease(), Set.copyOf(held))
                        : Unis.item(Claim.NOTHING);
        return found.invoke(
                        claim -> {
                            moreMayBeDue = room == 0 || claim.more();
                            pacer.claimed(room, claim);
                            hold(claim.deliveries());
                            claim.deliveries().forEach(this::handOut);
                            startAll();
                        })
                .map(claim -> signalled(seen));
    }

    private void hold(List<ClaimedDelivery> deliveries) {
        waiting.addAndGet(deliveries.size());
        heldBytes.addAndGet(bytes(deliveries));
        deliveries.forEach(one -> held.add(one.id()));
    }

    private void letGo(List<ClaimedDelivery> deliveries) {
        heldBytes.addAndGet(-bytes(deliveries));
        deliveries.forEach(one -> held.remove(one.id()));
    }

    private static long bytes(List<ClaimedDelivery> deliveries) {
        return deliveries.stream().mapToLong(one -> one.body().length).sum();
    }

    /// Takes back the signals that this claim has answered.
    private boolean signalled(int seen) {
        // Those that ended before they could see that there is more have told nobody.
        if (moreMayBeDue && hasRoom() && !stopping) {
            signals.incrementAndGet();
        }
        return signals.addAndGet(-seen) > 0;
    }

    /// Claiming few at a time would cost a statement for each; what is claimed long before it is
    /// begun is overtaken by nobody.
    private boolean hasRoom() {
        return waiting.get() <= pacer.most() / 2 && heldBytes.get() <= memory / 2;
    }

    private void claimFailed(Throwable failure) {
        signals.set(0);
        RECURRING.error("claim", failure, () -> "worker.claim_failed");
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
            start(List.of(single), () -> attempt.alone(single), this::aloneEnded);
            return true;
        }
        return startGroup();
    }

    private boolean startGroup() {
        if (claimed.isEmpty() || !takeSlotOf(pacer.slots(), groupsInFlight)) {
            return false;
        }
        List<ClaimedDelivery> group = takeGroup();
        if (group.isEmpty()) {
            groupsInFlight.decrementAndGet();
            return false;
        }
        long from = System.nanoTime();
        start(group, () -> attempt.together(group), () -> groupEnded(from));
        return true;
    }

    private @Nullable ClaimedDelivery takeAlone() {
        int most = Math.max(1, Math.min(pacer.slots(), settings.concurrency() - 1));
        if (!alone.isEmpty() && takeSlotOf(most, aloneInFlight)) {
            ClaimedDelivery single = take(alone);
            if (single == null) {
                aloneInFlight.decrementAndGet();
            }
            return single;
        }
        return null;
    }

    /// Of slots that may have become fewer since they were taken.
    private static boolean takeSlotOf(int most, AtomicInteger inFlight) {
        return inFlight.getAndUpdate(taken -> taken < most ? taken + 1 : taken) < most;
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
            letGo(List.of(next));
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
            Supplier<Uni<DeliveryAttempt.Attempted>> work,
            Runnable ended) {
        contexts.run(work)
                .onTermination()
                .invoke(() -> letGo(deliveries))
                .invoke(attempted -> {
                    hold(attempted.left());
                    alone.addAll(attempted.left());
                    if (attempted.toFetch()) {
                        fetches.wake();
                    }
                })
                .onTermination()
                .invoke(ended)
                .subscribe()
                .with(
                        done -> {},
                        failure ->
                                RECURRING.error(
                                        "settle",
                                        failure,
                                        () ->
                                                "delivery.not_settled deliveries=%d first=%s"
                                                        .formatted(
                                                                deliveries.size(),
                                                                deliveries.getFirst().id())));
    }

    private void aloneEnded() {
        aloneInFlight.decrementAndGet();
        ended();
    }

    private void groupEnded(long from) {
        groupsInFlight.decrementAndGet();
        pacer.worked(Duration.ofNanos(System.nanoTime() - from));
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
