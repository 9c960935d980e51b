package io.advicly.calendly.sync;

import io.advicly.calendly.platform.IsolatedContexts;
import io.advicly.calendly.platform.Slots;
import io.advicly.calendly.platform.Watchdog;
import io.advicly.calendly.platform.claims.ClaimedWork;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.vertx.ConsumeEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/// The places in which sync jobs run. A job has its place for a turn and then goes behind those
/// that wait, so that neither a big nor a bad one keeps others from theirs.
@ApplicationScoped
class SyncSlots implements ClaimedWork {

    private final SyncJobs jobs;
    private final SyncWorker worker;
    private final Slots slots;

    SyncSlots(
            SyncJobs jobs,
            SyncWorker worker,
            IsolatedContexts contexts,
            Watchdog watchdog,
            SyncSettings settings) {
        this.jobs = jobs;
        this.worker = worker;
        this.slots = new Slots("syncs", settings.concurrency(), contexts, watchdog, this::workOnce);
    }

    @ConsumeEvent(SyncJobs.BELL)
    void onBell(String ignored) {
        slots.wake();
    }

    /// For jobs whose pause is over, and whose claim.
    @Scheduled(identity = "sync-jobs", every = "2s")
    Uni<Void> poll() {
        slots.wake();
        return Uni.createFrom().voidItem();
    }

    @Override
    public String freeing() {
        return SyncJobRepository.FREE;
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
        return jobs.claim()
                .chain(claimed ->
                        claimed.map(this::work).orElseGet(() -> Uni.createFrom().item(false)));
    }

    /// Where there was one job there may be more: somebody else looks for them meanwhile.
    private Uni<Boolean> work(SyncJob job) {
        slots.wake();
        return worker.work(job).replaceWith(true);
    }
}
