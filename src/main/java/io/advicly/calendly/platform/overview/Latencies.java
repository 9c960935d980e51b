package io.advicly.calendly.platform.overview;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLongArray;

/// How long deliveries take: from arriving to their answer, and to the change that they make.
@Singleton
public class Latencies {

    private final AtomicLongArray accept = new AtomicLongArray(LatencyBuckets.COUNT);
    private final AtomicLongArray visible = new AtomicLongArray(LatencyBuckets.COUNT);

    /// @param deliveries that were answered together
    /// @param longest how long the first of them had waited
    public void accepted(int deliveries, Duration longest) {
        accept.addAndGet(LatencyBuckets.of(longest), deliveries);
    }

    /// A delivery was worked off, so long after it came.
    public void visible(Duration sinceReceipt) {
        visible.incrementAndGet(LatencyBuckets.of(sinceReceipt));
    }

    /// What was said since this was last asked.
    long[] takeAccept() {
        return take(accept);
    }

    long[] takeVisible() {
        return take(visible);
    }

    private static long[] take(AtomicLongArray buckets) {
        long[] taken = new long[LatencyBuckets.COUNT];
        for (int bucket = 0; bucket < taken.length; bucket++) {
            taken[bucket] = buckets.getAndSet(bucket, 0);
        }
        return taken;
    }
}
