package io.advicly.calendly.sync.work;

import io.advicly.calendly.platform.chain.Unis;
import io.advicly.calendly.platform.claims.ClaimedWork;
import io.advicly.calendly.platform.work.IsolatedContexts;
import io.advicly.calendly.platform.work.Slots;
import io.advicly.calendly.platform.work.Watchdog;
import io.advicly.calendly.sync.job.SyncJob;
import io.advicly.calendly.sync.job.SyncJobs;
import io.advicly.calendly.sync.job.SyncSettings;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.vertx.ConsumeEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/// The places in which sync jobs run. A job has its place for a turn and then goes behind those
/// that wait, so that neither a big nor a bad one keeps others from theirs.
@ApplicationScoped
class SyncSlots implements ClaimedWork {

    private static final String FREE =
            "UPDATE sync_jobs SET due_at = now(), claimed_by = NULL, claimed_in = NULL WHERE claimed_by = $1 AND state = 'pending'";

    private final SyncJobs jobs;
    private final SyncWorker worker;
    private final Watchdog watchdog;
    private final Slots slots;
    private final Set<UUID> held = ConcurrentHashMap.newKeySet();

    SyncSlots(
            SyncJobs jobs,
            SyncWorker worker,
            IsolatedContexts contexts,
            Watchdog watchdog,
            SyncSettings settings) {
        this.jobs = jobs;
        this.worker = worker;
        this.watchdog = watchdog;
        this.slots = new Slots("syncs", settings.concurrency(), contexts, watchdog, this::workOnce);
    }

    @ConsumeEvent(SyncJobs.BELL)
    void onBell(String ignored) {
        slots.wake();
    }

    /// For jobs whose pause is over, and whose claim; and for those that this process has lost.
    @Scheduled(
            identity = "sync-jobs",
            every = "2s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> poll() {
        slots.wake();
        return watchdog.housekeeping("sync-claims", this::takeBack);
    }

    private Uni<Void> takeBack() {
        return jobs.takeBack(Set.copyOf(held))
                .invoke(lost -> {
                    if (lost > 0) {
                        slots.wake();
                    }
                })
                .replaceWithVoid();
    }

    @Override
    public String freeing() {
        return FREE;
    }

    @Override
    public void freed() {
        slots.wake();
    }

    void stop(@Observes ShutdownDelayInitiatedEvent announced) {
        slots.stop();
    }

    /// @return whether there was something to do
    private Uni<Boolean> workOnce() {
        UUID claim = UUID.randomUUID();
        held.add(claim);
        return jobs.claim(claim)
                .chain(claimed -> claimed.map(this::work).orElseGet(() -> Unis.item(false)))
                .onTermination()
                .invoke(() -> held.remove(claim));
    }

    /// Where there was one job there may be more: somebody else looks for them meanwhile.
    private Uni<Boolean> work(SyncJob job) {
        slots.wake();
        return worker.work(job).replaceWith(true);
    }
}
