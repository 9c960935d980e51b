package io.advicly.calendly.sync;

import io.advicly.calendly.platform.IsolatedContexts;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.vertx.ConsumeEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/// The places in which sync jobs run: so many at the same time on each replica, each in a context
/// of its own. A job has its place for a turn and then goes behind those that wait, so that neither
/// a big nor a bad one keeps others from theirs.
@ApplicationScoped
class SyncSlots {

    private static final Logger LOG = Logger.getLogger(SyncSlots.class);

    private final SyncJobs jobs;
    private final SyncWorker worker;
    private final IsolatedContexts contexts;
    private final SyncSettings settings;

    private final AtomicInteger taken = new AtomicInteger();
    private final AtomicBoolean rung = new AtomicBoolean();
    private volatile boolean stopping;

    SyncSlots(SyncJobs jobs, SyncWorker worker, IsolatedContexts contexts, SyncSettings settings) {
        this.jobs = jobs;
        this.worker = worker;
        this.contexts = contexts;
        this.settings = settings;
    }

    @ConsumeEvent(SyncJobs.BELL)
    void onBell(String ignored) {
        wake();
    }

    /// For jobs of replicas that died, and for those whose pause is over.
    @Scheduled(identity = "sync-jobs", every = "2s")
    Uni<Void> poll() {
        wake();
        return Uni.createFrom().voidItem();
    }

    void stop(@Observes ShutdownEvent shutdown) {
        stopping = true;
    }

    /// Makes sure that somebody looks for a job, and returns at once.
    private void wake() {
        rung.set(true);
        if (!stopping && takeSlot()) {
            contexts.run(this::workWhileThereIsWork)
                    .onTermination()
                    .invoke(this::leaveSlot)
                    .subscribe()
                    .with(done -> {}, failure -> LOG.errorf(failure, "sync.slot_failed"));
        }
    }

    private boolean takeSlot() {
        return taken.getAndUpdate(count -> Math.min(count + 1, settings.concurrency()))
                < settings.concurrency();
    }

    /// Whoever rang while the last look was under way has not been heard yet.
    private void leaveSlot() {
        taken.decrementAndGet();
        if (rung.get()) {
            wake();
        }
    }

    private Uni<Void> workWhileThereIsWork() {
        return Multi.createBy()
                .repeating()
                .uni(this::workOnce)
                .whilst(worked -> worked)
                .onItem()
                .ignoreAsUni();
    }

    /// @return whether there was something to do
    private Uni<Boolean> workOnce() {
        if (stopping) {
            return Uni.createFrom().item(false);
        }
        rung.set(false);
        return jobs.claim()
                .chain(claimed ->
                        claimed.map(this::work).orElseGet(() -> Uni.createFrom().item(false)));
    }

    /// Where there was one job there may be more: somebody else looks for them meanwhile.
    private Uni<Boolean> work(SyncJob job) {
        wake();
        return worker.work(job).replaceWith(true);
    }
}
