package io.advicly.calendly.platform.work;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/// So much a second, and up to a second's worth at once.
public final class TokenBucket {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final long interval;
    private final LongSupplier nanoTime;

    /// When everything that was allowed would have been used up at the steady rate.
    private final AtomicLong usedUntil;

    public TokenBucket(int perSecond, LongSupplier nanoTime) {
        this.interval = SECOND / perSecond;
        this.nanoTime = nanoTime;
        this.usedUntil = new AtomicLong(nanoTime.getAsLong());
    }

    /// Uses up one, when there is one.
    public boolean take() {
        return take(1);
    }

    /// Uses up so much, when there is as much.
    public boolean take(long amount) {
        long now = nanoTime.getAsLong();
        while (true) {
            long before = usedUntil.get();
            long after = (before - now > 0 ? before : now) + amount * interval;
            if (after - now > SECOND) {
                return false;
            }
            if (usedUntil.compareAndSet(before, after)) {
                return true;
            }
        }
    }
}
