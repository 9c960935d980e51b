package io.advicly.calendly.sync.read;

import io.advicly.calendly.calendly.RateLimits;
import io.advicly.calendly.security.cipher.SecretString;
import io.advicly.calendly.sync.job.SyncSettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/// The budget of each connection whose sync runs here.
@ApplicationScoped
class CallBudgets {

    private final Map<UUID, CallBudget> budgets = new ConcurrentHashMap<>();
    private final RateLimits limits;
    private final SyncSettings settings;
    private final Clock clock;

    CallBudgets(RateLimits limits, SyncSettings settings, Clock clock) {
        this.limits = limits;
        this.settings = settings;
        this.clock = clock;
    }

    /// How long to wait before the next call; zero: not at all.
    Duration pause(UUID connectionId, SecretString accessToken) {
        Instant now = clock.instant();
        return budgets.getOrDefault(connectionId, CallBudget.fresh(now))
                .pause(
                        limits.limitOf(accessToken),
                        settings.callsPerMinute(),
                        settings.sharePercent(),
                        now);
    }

    void used(UUID connectionId) {
        Instant now = clock.instant();
        budgets.values().removeIf(budget -> budget.isOver(now));
        budgets.merge(connectionId, CallBudget.fresh(now).used(now), (old, one) -> old.used(now));
    }
}
