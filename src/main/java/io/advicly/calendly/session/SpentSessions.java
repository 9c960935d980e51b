package io.advicly.calendly.session;

import io.advicly.calendly.platform.work.InBatches;
import io.advicly.calendly.platform.work.Watchdog;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/// Deletes sessions that nobody asks for any more.
@ApplicationScoped
class SpentSessions {

    private static final int BATCH = 500;

    private final SessionRepository rows;
    private final Watchdog watchdog;

    SpentSessions(SessionRepository rows, Watchdog watchdog) {
        this.rows = rows;
        this.watchdog = watchdog;
    }

    @Scheduled(
            identity = "spent-sessions",
            every = "10m",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> tick() {
        return watchdog.housekeeping("spent-sessions", this::run);
    }

    private Uni<Void> run() {
        return InBatches.all(BATCH, () -> rows.deleteSpent(BATCH)).replaceWithVoid();
    }
}
