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
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The way of a delivery from its claim to its settlement:
///
/// 1. **Claim**: when [ClaimPacer] says so, and as many as it says, in the order of `FairOrder`
///    ([DeliveryQueue]). Single file in a process: whoever finds it under way leaves a signal,
///    which makes it look once more before it ends, so no wake-up is lost.
/// 2. **Hold** ([HeldDeliveries]): what is claimed and not settled is known one by one, and bounded
///    in bytes, whether it waits or is under way.
/// 3. **Start**: in groups, each with a slot, a context and a transaction of its own. Alone goes
///    what may keep others waiting: what has spoiled its group, and what was claimed before and not
///    settled. They have as many slots as groups have, but one is never theirs, so that groups come
///    on.
/// 4. **Attempt** ([DeliveryAttempt]): read, project, decide what becomes of each, keep that.
///    Nothing here waits for Calendly: whose event has to be fetched is left to the [FetchWorker].
/// 5. **End**: what a group has left goes alone; who ends starts the next.
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
    private final AtomicInteger aloneInFlight = new AtomicInteger();
    private final AtomicInteger groupsInFlight = new AtomicInteger();
    private final HeldDeliveries held = new HeldDeliveries(this::isLate);
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
        int room = stopping || !hasRoom() ? 0 : Math.min(most, settings.batch() - held.waiting());
        return claim(room).invoke(claim -> claimed(room, claim)).map(claim -> signalled(seen));
    }

    private Uni<Claim> claim(int room) {
        return room > 0
                ? queue.claim(room, memory - held.bytes(), settings.lease(), held.ids())
                : Unis.item(Claim.NOTHING);
    }

    private void claimed(int room, Claim claim) {
        moreMayBeDue = room == 0 || claim.more();
        pacer.claimed(room, claim);
        held.claimed(claim.deliveries());
        startAll();
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
        return held.waiting() <= pacer.most() / 2 && held.bytes() <= memory / 2;
    }

    private void claimFailed(Throwable failure) {
        signals.set(0);
        RECURRING.error("claim", failure, () -> "worker.claim_failed");
    }

    /// As many as there are free slots.
    private void startAll() {
        while (held.hasTogether() || held.hasAlone()) {
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
        if (!held.hasTogether() || !takeSlotOf(pacer.slots(), groupsInFlight)) {
            return false;
        }
        List<ClaimedDelivery> group = held.nextGroup(settings.group());
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
        if (held.hasAlone() && takeSlotOf(most, aloneInFlight)) {
            ClaimedDelivery single = held.nextAlone();
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
                .invoke(() -> held.letGo(deliveries))
                .invoke(this::attempted)
                .onTermination()
                .invoke(ended)
                .subscribe()
                .with(done -> {}, failure -> notSettled(deliveries, failure));
    }

    private void attempted(DeliveryAttempt.Attempted attempted) {
        held.spoiled(attempted.left());
        if (attempted.toFetch()) {
            fetches.wake();
        }
    }

    private static void notSettled(List<ClaimedDelivery> deliveries, Throwable failure) {
        RECURRING.error(
                "settle",
                failure,
                () ->
                        "delivery.not_settled deliveries=%d first=%s"
                                .formatted(deliveries.size(), deliveries.getFirst().id()));
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
