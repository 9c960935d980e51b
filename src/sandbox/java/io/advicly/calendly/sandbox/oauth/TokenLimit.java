package io.advicly.calendly.sandbox.oauth;

import io.advicly.calendly.sandbox.http.Refusal;
import io.advicly.calendly.sandbox.state.World;
import io.advicly.calendly.sandbox.state.setting.Switch;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Eight tokens per user and minute (DOC-oauth-ref, post-oauth-refresh-token). A refused call uses
 * nothing up.
 */
final class TokenLimit {
    private static final Duration WINDOW = Duration.ofMinutes(1);

    private final World world;
    private final Map<String, Window> windows = new HashMap<>();

    TokenLimit(World world) {
        this.world = world;
    }

    void count(String user) {
        long limit = world.switches().number(Switch.TOKEN_LIMIT_PER_MINUTE);
        if (limit == 0) {
            return;
        }
        Instant now = world.now();
        Window window = windows.get(user);
        if (window == null || !now.isBefore(window.end())) {
            window = new Window(now.plus(WINDOW), 0);
        }
        if (window.issued() >= limit) {
            throw refused(
                    limit, Math.ceilDiv(Duration.between(now, window.end()).toMillis(), 1_000));
        }
        windows.put(user, new Window(window.end(), window.issued() + 1));
    }

    void forget() {
        windows.clear();
    }

    private static Refusal refused(long limit, long reset) {
        return new Refusal(
                OAuthError.TOO_MANY_REQUESTS
                        .reply()
                        .with(
                                Map.of(
                                        "X-RateLimit-Limit", Long.toString(limit),
                                        "X-RateLimit-Remaining", "0",
                                        "X-RateLimit-Reset", Long.toString(reset))));
    }

    private record Window(Instant end, int issued) {}
}
