package io.advicly.calendly.calendly.http.answer;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Reads `X-RateLimit-Reset`: seconds until the limit resets; Calendly documents no `Retry-After`
/// (docs/calendly-api.md 1.12).
public final class RateLimitReset {

    /// Limits count per minute, so nobody has to wait longer; also the answer to a header that is
    /// absent, unreadable or an epoch time.
    static final Duration LONGEST = Duration.ofMinutes(1);

    private static final Duration SHORTEST = Duration.ofSeconds(1);

    private RateLimitReset() {}

    public static Duration of(@Nullable String header) {
        if (header == null || !header.strip().matches("\\d{1,9}")) {
            return LONGEST;
        }
        Duration reset = Duration.ofSeconds(Long.parseLong(header.strip()));
        if (reset.compareTo(SHORTEST) < 0) {
            return SHORTEST;
        }
        return reset.compareTo(LONGEST) > 0 ? LONGEST : reset;
    }
}
