package io.advicly.calendly.platform.lease;

import io.advicly.calendly.platform.work.InBatches;
import io.advicly.calendly.platform.work.Watchdog;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/// Deletes the leases of processes that died, where nobody has taken them over.
@ApplicationScoped
class SpentLeases {

    private static final int BATCH = 500;

    private final LeaseRepository leases;
    private final Watchdog watchdog;

    SpentLeases(LeaseRepository leases, Watchdog watchdog) {
        this.watchdog = watchdog;
        this.leases = leases;
    }

    @Scheduled(
            identity = "spent-leases",
            every = "10m",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> tick() {
        return watchdog.housekeeping("spent-leases", this::run);
    }

    private Uni<Void> run() {
        return InBatches.all(BATCH, () -> leases.deleteSpent(BATCH)).replaceWithVoid();
    }
}
