package io.advicly.calendly.calendly;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.advicly.calendly.security.cipher.Hashes;
import io.advicly.calendly.security.cipher.SecretString;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// How many calls each grant has left, as far as this process has been told. Nothing older than a
/// minute is kept, and no token: they are known by their hashes.
@ApplicationScoped
public class RateLimits {

    /// From so many on, those that have run out are thrown away before another one is kept.
    private static final int MANY = 1_000;

    private final Map<String, RateLimit> seen = new ConcurrentHashMap<>();
    private final Clock clock;

    RateLimits(Clock clock) {
        this.clock = clock;
    }

    /// What was said last; empty before the first call, and once the limit has been reset.
    public Optional<RateLimit> limitOf(SecretString accessToken) {
        return Optional.ofNullable(seen.get(hash("Bearer " + accessToken.reveal())))
                .filter(this::counts);
    }

    public void told(String bearer, int limit, int remaining, Duration reset) {
        if (seen.size() >= MANY) {
            seen.values().removeIf(old -> !counts(old));
        }
        seen.put(hash(bearer), new RateLimit(limit, remaining, clock.instant().plus(reset)));
    }

    private boolean counts(RateLimit limit) {
        return limit.resetsAt().isAfter(clock.instant());
    }

    /// The fewest calls that any grant has left; NaN where none was told of lately.
    public double fewest() {
        return seen.values().stream()
                .filter(this::counts)
                .mapToDouble(RateLimit::remaining)
                .min()
                .orElse(Double.NaN);
    }

    private static String hash(String text) {
        return HexFormat.of().formatHex(Hashes.sha256(text.getBytes(UTF_8)));
    }
}
