package io.advicly.calendly.sync.trigger;

import io.advicly.calendly.platform.work.Watchdog;
import io.advicly.calendly.sync.job.SyncJobs;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/// Starts one sync of each connection whose meetings were stored when less of what Calendly says
/// was kept, and of which no body of a delivery tells the rest. Spread over hours by the schedule,
/// and at no greater pace than a night's: it is a nightly sync, at another time.
@ApplicationScoped
class SyncFilling {

    private final SyncJobs jobs;
    private final Watchdog watchdog;

    SyncFilling(SyncJobs jobs, Watchdog watchdog) {
        this.jobs = jobs;
        this.watchdog = watchdog;
    }

    @Scheduled(
            identity = "sync-filling",
            every = "10s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> tick() {
        return watchdog.housekeeping("sync-filling", this::run);
    }

    Uni<Void> run() {
        return jobs.startFilling()
                .invoke(due -> {
                    if (due > 0) {
                        jobs.ring();
                    }
                })
                .replaceWithVoid();
    }
}
