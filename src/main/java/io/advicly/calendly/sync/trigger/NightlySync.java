package io.advicly.calendly.sync.trigger;

import io.advicly.calendly.platform.chain.Unis;
import io.advicly.calendly.platform.work.Watchdog;
import io.advicly.calendly.sync.job.SyncJobs;
import io.advicly.calendly.sync.job.SyncSettings;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/// Starts a sync of every active connection once a night: what deliveries have missed, for whatever
/// reason, is there by the morning.
@ApplicationScoped
class NightlySync {

    private static final Logger LOG = Logger.getLogger(NightlySync.class);

    private final SyncJobs jobs;
    private final SyncSettings settings;
    private final Watchdog watchdog;

    NightlySync(SyncJobs jobs, SyncSettings settings, Watchdog watchdog) {
        this.watchdog = watchdog;
        this.jobs = jobs;
        this.settings = settings;
    }

    @Scheduled(
            identity = "nightly-sync",
            every = "10s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> tick() {
        return watchdog.housekeeping("nightly-sync", this::run);
    }

    private Uni<Void> run() {
        return settings.nightly().enabled()
                ? jobs.startNightly().invoke(this::started).replaceWithVoid()
                : Unis.nothing();
    }

    private void started(int count) {
        if (count > 0) {
            LOG.infof("sync.nightly_started connections=%d", count);
            jobs.ring();
        }
    }
}
