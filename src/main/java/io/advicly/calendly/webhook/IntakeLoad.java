package io.advicly.calendly.webhook;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.TimeUnit;

/// Whether deliveries are arriving in numbers: then answering them comes before working them off,
/// as Calendly waits for an answer and nobody for the work.
@ApplicationScoped
class IntakeLoad {

    /// So many do not share a commit by chance.
    static final int MANY = 16;

    private static final long REMEMBERED_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private volatile long highUntil = System.nanoTime();

    void committed(int deliveries) {
        if (deliveries >= MANY) {
            highUntil = System.nanoTime() + REMEMBERED_NANOS;
        }
    }

    boolean isHigh() {
        return highUntil - System.nanoTime() > 0;
    }
}
