package io.advicly.calendly.webhook;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

/// Whose delivery is worked off next: by time of arrival, but those of one organization at least
/// [#SPACING] apart. Many at once thus stand in a long row, and another organization's single one
/// stands near its beginning. While nobody waits, the row is worked off without a pause.
// quarkus-caffeine tells an executable of the caches that Quarkus itself uses; this one is bounded
// and
// forgets by access, for which Caffeine looks up a class by this name.
@RegisterForReflection(classNames = "com.github.benmanes.caffeine.cache.PSAMS")
@ApplicationScoped
class Turns {

    static final Duration SPACING = Duration.ofMillis(20);

    /// Longer rows end in one heap.
    static final Duration LONGEST_ROW = Duration.ofMinutes(30);

    private static final int ORGANIZATIONS = 10_000;

    /// Whoever is forgotten begins anew, at the time of arrival.
    private final Cache<String, AtomicReference<Instant>> lastOf =
            Caffeine.newBuilder().maximumSize(ORGANIZATIONS).expireAfterAccess(LONGEST_ROW).build();

    Instant next(String organizationUri, Instant now) {
        return lastOf.get(organizationUri, first -> new AtomicReference<>(Instant.MIN))
                .updateAndGet(last -> after(last, now));
    }

    static Instant after(Instant last, Instant now) {
        Instant end = now.plus(LONGEST_ROW);
        if (last.isBefore(now.minus(SPACING))) {
            return now;
        }
        Instant next = last.plus(SPACING);
        return next.isBefore(end) ? next : end;
    }
}
