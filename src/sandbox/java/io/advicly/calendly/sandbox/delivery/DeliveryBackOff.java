package io.advicly.calendly.sandbox.delivery;

import java.time.Duration;

/**
 * When a failed delivery is tried again.
 *
 * <p>Calendly says "exponential back-off, up to 24 hours" (DOC-wh-err) and not more; one minute,
 * doubled each time, with a last try at the end of the day, is our reading.
 */
final class DeliveryBackOff {
    static final long WINDOW = Duration.ofHours(24).toMillis();
    private static final long FIRST_DELAY = Duration.ofMinutes(1).toMillis();

    private DeliveryBackOff() {}

    /** When the next attempt is due, or -1 when the last one was made. */
    static long nextDue(long firstTriedAt, long now, int attemptsMade) {
        long end = firstTriedAt + WINDOW;
        if (now >= end) {
            return -1;
        }
        long delay = FIRST_DELAY << Math.min(attemptsMade - 1, 20);
        return Math.min(end, now + delay);
    }
}
