package io.advicly.calendly.webhook.replay;

import io.advicly.calendly.platform.log.RecurringLog;
import io.advicly.calendly.platform.stop.StopDelay;
import io.advicly.calendly.platform.work.IsolatedContexts;
import io.advicly.calendly.platform.work.Watchdog;
import io.advicly.calendly.webhook.FailureText;
import io.advicly.calendly.webhook.work.DeliveryNotifier;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/// Carries replays on, batch by batch, until they are done or stopped: in the process that was
/// asked, and, should that die, in any other's next sweep. Two at one replay take turns.
@ApplicationScoped
class ReplayRun {

    private static final RecurringLog RECURRING =
            new RecurringLog(Logger.getLogger(ReplayRun.class));

    private final ReplayTable table;
    private final DeliveryNotifier stored;
    private final IsolatedContexts contexts;
    private final Watchdog watchdog;
    private volatile boolean stopping;

    ReplayRun(
            ReplayTable table,
            DeliveryNotifier stored,
            IsolatedContexts contexts,
            Watchdog watchdog) {
        this.table = table;
        this.stored = stored;
        this.contexts = contexts;
        this.watchdog = watchdog;
    }

    /// Does the first batch; the others are done while nobody waits.
    Uni<Void> begin(UUID id) {
        return batch(id).invoke(goesOn -> goOn(id, goesOn)).replaceWithVoid();
    }

    /// Deliveries have been given to the worker.
    void stored() {
        stored.give();
    }

    private void goOn(UUID id, boolean goesOn) {
        if (goesOn) {
            contexts.run(() -> toItsEnd(id))
                    .subscribe()
                    .with(done -> {}, failure -> warnInterrupted(failure, id));
        }
    }

    private static void warnInterrupted(Throwable failure, UUID id) {
        RECURRING.warn(
                "replay",
                () ->
                        "replay.interrupted replay=%s reason=%s"
                                .formatted(id, FailureText.of(failure)));
    }

    @Scheduled(
            identity = "webhook-replays",
            every = "${calendly.sweep.every:15s}",
            concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> sweep() {
        return watchdog.housekeeping("replays", this::all);
    }

    private Uni<Void> all() {
        return table.running().chain(this::eachToItsEnd);
    }

    private Uni<Void> eachToItsEnd(List<UUID> ids) {
        return Multi.createFrom()
                .iterable(ids)
                .onItem()
                .transformToUniAndConcatenate(this::toItsEnd)
                .onItem()
                .ignoreAsUni();
    }

    private Uni<Void> toItsEnd(UUID id) {
        return Multi.createBy()
                .repeating()
                .uni(() -> batch(id))
                .whilst(goesOn -> goesOn && !stopping)
                .onItem()
                .ignoreAsUni();
    }

    /// @return whether there is more
    private Uni<Boolean> batch(UUID id) {
        return table.next(id)
                .invoke(batch -> {
                    if (batch.number() > 0) {
                        stored.give();
                    }
                })
                .map(ReplayTable.Batch::running);
    }

    void stop(@Observes StopDelay.Over over) {
        stopping = true;
    }
}
