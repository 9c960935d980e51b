package io.advicly.calendly.lifecycle.connect;

import io.advicly.calendly.lifecycle.LifecycleSettings;
import io.advicly.calendly.lifecycle.state.OAuthStateRepository;
import io.advicly.calendly.platform.work.InBatches;
import io.advicly.calendly.platform.work.Watchdog;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/// Deletes what was needed for asking to connect and is not any more: one-time states, and counts
/// of attempts.
@ApplicationScoped
class SpentRows {

    private static final int BATCH = 500;

    private final OAuthStateRepository states;
    private final ConnectAttemptRepository attempts;
    private final LifecycleSettings settings;
    private final Watchdog watchdog;

    SpentRows(
            OAuthStateRepository states,
            ConnectAttemptRepository attempts,
            LifecycleSettings settings,
            Watchdog watchdog) {
        this.watchdog = watchdog;
        this.states = states;
        this.attempts = attempts;
        this.settings = settings;
    }

    @Scheduled(
            identity = "spent-rows",
            every = "10m",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> tick() {
        return watchdog.housekeeping("spent-rows", this::run);
    }

    private Uni<Void> run() {
        return InBatches.all(BATCH, () -> states.deleteSpent(BATCH))
                .chain(() ->
                        InBatches.all(
                                BATCH,
                                () -> attempts.deleteSpent(BATCH, settings.connect().window())))
                .replaceWithVoid();
    }
}
