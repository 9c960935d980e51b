package io.advicly.calendly.platform.overview;

import java.time.Duration;
import java.util.OptionalDouble;

/// Latencies by size: bucket `n` holds those up to `1.25^n` milliseconds, the last one all that are
/// longer. A percentile is off by an eighth at most. Pure.
final class LatencyBuckets {

    static final int COUNT = 64;

    private static final double GROWTH = Math.log(1.25);

    private LatencyBuckets() {}

    static int of(Duration latency) {
        double millis = latency.toNanos() / 1e6;
        int bucket = millis <= 1 ? 0 : (int) Math.ceil(Math.log(millis) / GROWTH);
        return Math.min(bucket, COUNT - 1);
    }

    /// The latency in milliseconds that this share of them does not exceed; empty without any.
    ///
    /// @param share from 0 to 1
    static OptionalDouble percentile(long[] buckets, double share) {
        long all = 0;
        for (long count : buckets) {
            all += count;
        }
        long wanted = (long) Math.ceil(all * share);
        long seen = 0;
        for (int bucket = 0; bucket < buckets.length; bucket++) {
            seen += buckets[bucket];
            if (seen > 0 && seen >= wanted) {
                return OptionalDouble.of(Math.exp(bucket * GROWTH));
            }
        }
        return OptionalDouble.empty();
    }
}
