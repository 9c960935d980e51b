package io.advicly.calendly.webhook.work;

import io.advicly.calendly.platform.chain.Unis;
import io.advicly.calendly.platform.log.RecurringLog;
import io.advicly.calendly.platform.work.IsolatedContexts;
import io.advicly.calendly.platform.work.Watchdog;
import io.advicly.calendly.webhook.ClaimedDelivery;
import io.advicly.calendly.webhook.WebhookSettings;
import io.advicly.calendly.webhook.attempt.DeliveryAttempt;
import io.advicly.calendly.webhook.queue.Claim;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/// Works off deliveries whose event has to be fetched from Calendly, beside the [DeliveryWorker]
/// and apart from it: however long Calendly takes for one organization, nobody else waits for it.
/// Each has [#SHARE] of the [#MOST] places; what finds none waits in the database and is claimed
/// when one is free. None is claimed that is not begun. Who was served longest ago is next: were it
/// the oldest, a few whose calls hang had every place again as soon as it is free.
///
/// Claiming is single file, as there, so that no organization takes more than its share.
@ApplicationScoped
class FetchWorker {

    private static final RecurringLog RECURRING =
            new RecurringLog(Logger.getLogger(FetchWorker.class));

    /// How many are worked off at the same time. While they wait for Calendly they have no
    /// connection to the database.
    static final int MOST = 16;

    /// Of one organization.
    static final int SHARE = 2;

    /// So many organizations whose calls hang let others pass.
    private static final int REMEMBERED = 1_000;

    private final FetchQueue queue;
    private final DeliveryAttempt attempt;
    private final IsolatedContexts contexts;
    private final Watchdog watchdog;
    private final WebhookSettings.Worker settings;

    /// Bodies of those that are worked off, beside the other worker's.
    private final long memory;

    private final AtomicInteger signals = new AtomicInteger();
    private final AtomicLong heldBytes = new AtomicLong();
    private final Map<UUID, String> held = new ConcurrentHashMap<>();
    private final LastServed served = new LastServed(REMEMBERED);
    private volatile boolean stopping;

    FetchWorker(
            FetchQueue queue,
            DeliveryAttempt attempt,
            IsolatedContexts contexts,
            Watchdog watchdog,
            WebhookSettings settings) {
        this.queue = queue;
        this.attempt = attempt;
        this.contexts = contexts;
        this.watchdog = watchdog;
        this.settings = settings.worker();
        this.memory = settings.worker().memory().asLongValue() / 2;
    }

    /// Makes sure that what is due now is looked for, and returns at once.
    void wake() {
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
                .uni(() -> watchdog.turn("fetches", this::claimOnce))
                .whilst(again -> again)
                .onItem()
                .ignoreAsUni();
    }

    /// @return whether to claim again
    private Uni<Boolean> claimOnce() {
        int seen = signals.get();
        int room = stopping || heldBytes.get() > memory / 2 ? 0 : MOST - held.size();
        Uni<Claim> found =
                room > 0
                        ? queue.claim(
                                room,
                                memory - heldBytes.get(),
                                settings.lease(),
                                Set.copyOf(held.keySet()),
                                busy(),
                                served.inOrder())
                        : Unis.item(Claim.NOTHING);
        return found.invoke(claim -> claim.deliveries().forEach(this::start))
                .map(claim -> signalled(seen, !claim.deliveries().isEmpty()));
    }

    /// The next of those organizations is due too, as far as they have not got their share.
    private boolean signalled(int seen, boolean more) {
        if (more && !stopping) {
            signals.incrementAndGet();
        }
        return signals.addAndGet(-seen) > 0;
    }

    private Set<String> busy() {
        return held.values().stream()
                .collect(Collectors.groupingBy(it -> it, Collectors.counting()))
                .entrySet()
                .stream()
                .filter(organization -> organization.getValue() >= SHARE)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private void claimFailed(Throwable failure) {
        signals.set(0);
        RECURRING.error("claim", failure, () -> "worker.claim_failed");
    }

    private void start(ClaimedDelivery delivery) {
        held.put(delivery.id(), delivery.organizationUri());
        served.served(delivery.organizationUri());
        heldBytes.addAndGet(delivery.body().length);
        contexts.run(() -> attempt.fetching(delivery))
                .onTermination()
                .invoke(() -> ended(delivery))
                .subscribe()
                .with(done -> {}, failure -> settleFailed(delivery, failure));
    }

    private static void settleFailed(ClaimedDelivery delivery, Throwable failure) {
        RECURRING.error(
                "settle",
                failure,
                () -> "delivery.not_settled deliveries=1 first=%s".formatted(delivery.id()));
    }

    private void ended(ClaimedDelivery delivery) {
        held.remove(delivery.id());
        heldBytes.addAndGet(-delivery.body().length);
        wake();
    }
}
