package io.advicly.calendly.platform.chain;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// How long somebody waits in all, for however many things one after the other. Time runs from the
/// first of them on.
public final class Deadline {

    /// For whoever has no time left: what they wait for begins, and goes on without them.
    private static final Duration MOMENT = Duration.ofMillis(1);

    private final Clock clock;
    private final Duration limit;
    private final AtomicReference<@Nullable Instant> end = new AtomicReference<>();

    public Deadline(Clock clock, Duration limit) {
        this.clock = clock;
        this.limit = limit;
    }

    /// What is left, which is never nothing, and never more than the limit, whichever way the clock
    /// is set meanwhile.
    public Duration left() {
        Instant now = clock.instant();
        end.compareAndSet(null, now.plus(limit));
        Duration left = Duration.between(now, end.get());
        return left.compareTo(MOMENT) < 0 ? MOMENT : left.compareTo(limit) > 0 ? limit : left;
    }
}
