package io.advicly.calendly.webhook;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// Whether more deliveries arrive than can be answered and worked off at the same time: then
/// answering them comes first, as Calendly waits for an answer and nobody for the work.
///
/// A leaky bucket: what arrives fills it, and it empties at the rate from which on the load is
/// high. How many share a commit would not do instead: that tells of a slow disk, too, and whoever
/// takes less for that falls behind at any rate.
@Singleton
class IntakeLoad {

    /// What this long of the rate fills is a load. It holds twice of it, so a load that has ended
    /// is forgotten after as long.
    private static final double HIGH_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final double perNano;
    private final LongSupplier nanos;
    private double level;
    private long at;

    @Inject
    IntakeLoad(WebhookSettings settings) {
        this(settings.worker().underLoad().rate(), System::nanoTime);
    }

    /// @param rate deliveries per second
    IntakeLoad(int rate, LongSupplier nanos) {
        this.perNano = (double) rate / TimeUnit.SECONDS.toNanos(1);
        this.nanos = nanos;
        this.at = nanos.getAsLong();
    }

    synchronized void committed(int deliveries) {
        empty();
        level = Math.min(level + deliveries, 2 * HIGH_NANOS * perNano);
    }

    synchronized boolean isHigh() {
        empty();
        return level > HIGH_NANOS * perNano;
    }

    private void empty() {
        long now = nanos.getAsLong();
        level = Math.max(0, level - (now - at) * perNano);
        at = now;
    }
}
