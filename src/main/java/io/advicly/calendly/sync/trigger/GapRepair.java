package io.advicly.calendly.sync.trigger;

import io.advicly.calendly.platform.chain.Unis;
import io.advicly.calendly.platform.work.Watchdog;
import io.advicly.calendly.sync.job.SyncJobs;
import io.advicly.calendly.sync.job.SyncSettings;
import io.advicly.calendly.sync.job.SyncWindow;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;
import org.jboss.logging.Logger;

/// Reads what was booked while a connection's deliveries were missed, once it is served again: its
/// gap is open until it has been read by a sync that began after that.
///
/// Looks at what is stored and at nothing else, so that it does not matter who noticed the gap, or
/// which replica died meanwhile.
@ApplicationScoped
class GapRepair {

    private static final Logger LOG = Logger.getLogger(GapRepair.class);

    private final GapRepository gaps;
    private final SyncJobs jobs;
    private final SyncSettings settings;
    private final Clock clock;
    private final Watchdog watchdog;

    /// Where the next look begins. Many gaps are looked at in turn, so that one that cannot be
    /// closed keeps no other open.
    private volatile UUID after = GapPage.START;

    GapRepair(
            GapRepository gaps,
            SyncJobs jobs,
            SyncSettings settings,
            Clock clock,
            Watchdog watchdog) {
        this.watchdog = watchdog;
        this.gaps = gaps;
        this.jobs = jobs;
        this.settings = settings;
        this.clock = clock;
    }

    @Scheduled(
            identity = "gap-repair",
            every = "2s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> tick() {
        return watchdog.housekeeping("gap-repair", this::run);
    }

    private Uni<Void> run() {
        return gaps.find(after)
                .invoke(page -> after = GapRepository.isLast(page) ? GapPage.START : page.last())
                .chain(page -> page.size() == 0 ? Unis.nothing() : repair(page));
    }

    private Uni<Void> repair(GapPage page) {
        return gaps.begin(page, SyncWindow.of(settings, clock.instant()))
                .invoke(this::begun)
                .chain(() -> gaps.close(page))
                .invoke(GapRepair::closed)
                .replaceWithVoid();
    }

    private void begun(int syncs) {
        if (syncs > 0) {
            LOG.infof("sync.repairs_started connections=%d", syncs);
            jobs.ring();
        }
    }

    private static void closed(int connections) {
        if (connections > 0) {
            LOG.infof("sync.gaps_closed connections=%d", connections);
        }
    }
}
