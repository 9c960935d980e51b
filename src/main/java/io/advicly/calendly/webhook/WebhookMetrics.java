package io.advicly.calendly.webhook;

import static java.util.Objects.requireNonNull;

import io.advicly.calendly.platform.batch.Batcher;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// Counts deliveries.
@Startup // its gauges are read before anything is delivered
@Singleton
public class WebhookMetrics {

    /// Deliveries not believed, by `reason` (`RejectionReason`, or `unknown_token`, `untold_token`,
    /// `not_json`, `too_large`, `too_many_bytes`, `too_slow`, `too_much_hashing`).
    static final String REJECTED = "webhook.rejected";

    /// Deliveries believed and kept, by `result` (`stored`, `repeat`) and by the `key` that signed
    /// them (`current`, `application`).
    public static final String INGESTED = "webhook.ingested";

    /// Those of them that were signed more than three minutes before they came, by `result`.
    static final String LATE = "webhook.late";

    /// Deliveries believed and answered 503, by `reason`: `full`, `closed`, `late`, `failed`.
    public static final String NOT_STORED = "webhook.not_stored";

    /// How long a commit took.
    static final String COMMIT = "webhook.commit";

    /// How many deliveries shared a commit.
    static final String COMMIT_SIZE = "webhook.commit.size";

    /// Deliveries and bytes in memory, not yet answered.
    static final String INBOX_HELD = "webhook.inbox.held";

    static final String INBOX_HELD_BYTES = "webhook.inbox.held.bytes";

    /// Attempts to work off a delivery, by `outcome` (`processed`, `ignored`, `retry`, `dead`).
    static final String SETTLED = "webhook.delivery.settled";

    /// Deliveries that wait to be worked off, of all replicas, and the age of the oldest in
    /// seconds.
    static final String QUEUE = "webhook.queue.length";

    static final String QUEUE_AGE = "webhook.queue.age.seconds";

    private final MeterRegistry registry;
    private final AtomicLong queueLength = new AtomicLong();
    private final AtomicLong queueAge = new AtomicLong();
    private final Timer commits;
    private final DistributionSummary commitSizes;

    /// Looked up once, as every delivery needs one: by result, then by key.
    private final Map<KeyKind, Counter> stored;

    private final Map<KeyKind, Counter> repeats;

    public WebhookMetrics(MeterRegistry registry) {
        this.registry = registry;
        registry.gauge(QUEUE, queueLength);
        registry.gauge(QUEUE_AGE, queueAge);
        this.commits = registry.timer(COMMIT);
        this.commitSizes = registry.summary(COMMIT_SIZE);
        this.stored = ingested("stored");
        this.repeats = ingested("repeat");
    }

    private Map<KeyKind, Counter> ingested(String result) {
        Map<KeyKind, Counter> counters = new EnumMap<>(KeyKind.class);
        for (KeyKind kind : KeyKind.values()) {
            counters.put(kind, registry.counter(INGESTED, "result", result, "key", kind.code()));
        }
        return counters;
    }

    public void watchInbox(Batcher<?, ?> batcher) {
        registry.gauge(INBOX_HELD, batcher, Batcher::held);
        registry.gauge(INBOX_HELD_BYTES, batcher, Batcher::heldBytes);
    }

    public void rejected(String reason) {
        registry.counter(REJECTED, "reason", reason).increment();
    }

    public void ingested(Receipt receipt, KeyKind key, boolean late) {
        switch (receipt) {
            case Receipt.Stored _ -> ingested(stored, "stored", key, late);
            case Receipt.Repeat _ -> ingested(repeats, "repeat", key, late);
        }
    }

    private void ingested(
            Map<KeyKind, Counter> counters, String result, KeyKind key, boolean late) {
        requireNonNull(counters.get(key)).increment();
        if (late) {
            registry.counter(LATE, "result", result).increment();
        }
    }

    public void notStored(String reason) {
        registry.counter(NOT_STORED, "reason", reason).increment();
    }

    public void committed(int deliveries, long nanos) {
        commits.record(nanos, TimeUnit.NANOSECONDS);
        commitSizes.record(deliveries);
    }

    public void queue(long length, Duration age) {
        queueLength.set(length);
        queueAge.set(age.toSeconds());
    }

    public void settled(String outcome) {
        registry.counter(SETTLED, "outcome", outcome).increment();
    }
}
