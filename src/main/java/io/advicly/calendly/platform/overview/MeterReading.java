package io.advicly.calendly.platform.overview;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads what this process has counted since it was last asked, from the same meters that are
/// scraped: nothing is counted twice.
@Singleton
class MeterReading {

    private static final String INGESTED = "webhook.ingested";
    private static final String REJECTED = "webhook.rejected";
    private static final String NOT_STORED = "webhook.not_stored";
    private static final String SETTLED = "webhook.delivery.settled";
    private static final String QUEUE_AGE = "webhook.queue.age.seconds";
    private static final String CALLS = "calendly.client.calls";
    private static final String REMAINING = "calendly.client.calls.remaining";

    private final MeterRegistry meters;
    private final Latencies latencies;
    private final Map<String, Double> before = new HashMap<>();

    MeterReading(MeterRegistry meters, Latencies latencies) {
        this.meters = meters;
        this.latencies = latencies;
    }

    synchronized Minute take() {
        Map<String, Long> ingested = counted(INGESTED, "result");
        Map<String, Long> settled = counted(SETTLED, "outcome");
        return new Minute(
                new Minute.Counts(
                        ingested.getOrDefault("stored", 0L),
                        ingested.getOrDefault("repeat", 0L),
                        settled.getOrDefault("processed", 0L),
                        settled.getOrDefault("ignored", 0L),
                        settled.getOrDefault("retry", 0L),
                        settled.getOrDefault("dead", 0L),
                        refreshFailures()),
                refused(),
                latencies.takeAccept(),
                latencies.takeVisible(),
                age(),
                remaining());
    }

    /// What was not believed, and what was and could not be stored.
    private Map<String, Long> refused() {
        Map<String, Long> reasons = counted(REJECTED, "reason");
        counted(NOT_STORED, "reason")
                .forEach(
                        (reason, count) -> reasons.put(DeliveryAnswers.NOT_STORED + reason, count));
        return reasons;
    }

    private Map<String, Long> counted(String meter, String tag) {
        Map<String, Long> counts = new HashMap<>();
        for (Counter counter : meters.find(meter).counters()) {
            long fresh = since(counter.getId().toString(), counter.count());
            if (fresh > 0) {
                counts.merge(String.valueOf(counter.getId().getTag(tag)), fresh, Long::sum);
            }
        }
        return counts;
    }

    private long refreshFailures() {
        long failures = 0;
        for (Timer timer : meters.find(CALLS).tag("operation", "refresh").timers()) {
            long fresh = since(timer.getId().toString(), (double) timer.count());
            if (!"ok".equals(timer.getId().getTag("outcome"))) {
                failures += fresh;
            }
        }
        return failures;
    }

    private long since(String meter, double now) {
        Double last = before.put(meter, now);
        return Math.round(now - (last == null ? 0 : last));
    }

    private long age() {
        Gauge gauge = meters.find(QUEUE_AGE).gauge();
        return gauge == null ? 0 : Math.round(gauge.value());
    }

    private @Nullable Long remaining() {
        Gauge gauge = meters.find(REMAINING).gauge();
        return gauge == null || Double.isNaN(gauge.value()) ? null : Math.round(gauge.value());
    }
}
