package io.advicly.calendly.webhook;

import jakarta.inject.Singleton;
import java.util.concurrent.TimeUnit;

/// Whether deliveries are arriving in numbers: then answering them comes before working them off,
/// as Calendly waits for an answer and nobody for the work.
@Singleton
class IntakeLoad {

    private static final long REMEMBERED_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final int many;
    private volatile long highUntil = System.nanoTime();

    IntakeLoad(WebhookSettings settings) {
        this.many = settings.worker().underLoad().deliveries();
    }

    void committed(int deliveries) {
        if (deliveries >= many) {
            highUntil = System.nanoTime() + REMEMBERED_NANOS;
        }
    }

    boolean isHigh() {
        return highUntil - System.nanoTime() > 0;
    }
}
