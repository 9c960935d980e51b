package io.advicly.calendly.meeting.outbox;

import io.advicly.calendly.platform.chain.Unis;
import io.advicly.calendly.platform.work.Watchdog;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/// Keeps the outbox small where its rows are kept for a while.
@ApplicationScoped
class OutboxSweep {

    private final Outbox outbox;
    private final OutboxSettings settings;
    private final Watchdog watchdog;

    OutboxSweep(Outbox outbox, OutboxSettings settings, Watchdog watchdog) {
        this.watchdog = watchdog;
        this.outbox = outbox;
        this.settings = settings;
    }

    @Scheduled(
            identity = "outbox-sweep",
            every = "10s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> tick() {
        return watchdog.housekeeping("outbox", this::run);
    }

    private Uni<Void> run() {
        return settings.enabled() ? outbox.removeOld().replaceWithVoid() : Unis.nothing();
    }
}
