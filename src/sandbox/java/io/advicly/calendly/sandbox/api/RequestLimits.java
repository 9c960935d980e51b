package io.advicly.calendly.sandbox.api;

import io.advicly.calendly.sandbox.state.World;
import io.advicly.calendly.sandbox.state.people.User;
import io.advicly.calendly.sandbox.state.setting.Switch;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Requests per user and minute: 500 on paid plans, 50 on free ones; 0 switches the limit off
 * (DOC-rate).
 */
final class RequestLimits {
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final long UNLIMITED = 1_000_000;

    private final World world;
    private final Map<String, Window> windows = new HashMap<>();

    RequestLimits(World world) {
        this.world = world;
    }

    Allowance count(User user) {
        Instant now = world.now();
        long limit = limit(user);
        Window window = windows.get(user.id());
        if (window == null || !now.isBefore(window.end())) {
            window = new Window(now.plus(WINDOW), 0);
        }
        window = new Window(window.end(), window.used() + 1);
        windows.put(user.id(), window);
        return new Allowance(limit, limit - window.used(), secondsUntil(now, window.end()));
    }

    /** What a caller without a good token sees; it uses nothing up. */
    Allowance stranger() {
        long limit = world.switches().number(Switch.RATE_LIMIT_FREE);
        return new Allowance(limit, limit, WINDOW.toSeconds());
    }

    void forget() {
        windows.clear();
    }

    private long limit(User user) {
        boolean free = world.directory().organizationOf(user).free();
        long limit =
                world.switches().number(free ? Switch.RATE_LIMIT_FREE : Switch.RATE_LIMIT_PAID);
        return limit == 0 ? UNLIMITED : limit;
    }

    private static long secondsUntil(Instant now, Instant end) {
        return Math.ceilDiv(Duration.between(now, end).toMillis(), 1_000);
    }

    record Allowance(long limit, long left, long resetSeconds) {
        boolean exceeded() {
            return left < 0;
        }

        Map<String, String> headers() {
            return Map.of(
                    "X-RateLimit-Limit", Long.toString(limit),
                    "X-RateLimit-Remaining", Long.toString(Math.max(0, left)),
                    "X-RateLimit-Reset", Long.toString(resetSeconds));
        }
    }

    private record Window(Instant end, long used) {}
}
