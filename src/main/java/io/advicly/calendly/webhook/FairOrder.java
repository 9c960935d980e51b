package io.advicly.calendly.webhook;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;

/// Whose delivery is worked off next: by time of arrival, but those of one organization at least
/// [#SPACING] apart. Many at once thus stand in a long row, and another organization's single one
/// stands near its beginning. While nobody waits, the row is worked off without a pause. Pure.
///
/// Ends of rows are kept in so many slots, by hash. Two organizations that share a slot share a
/// row, which matters only while one of them has a long one; a cache of a hundred thousand
/// organizations would cost more than verifying their deliveries.
@Singleton
public class FairOrder {

    public static final Duration SPACING = Duration.ofMillis(20);

    /// Longer rows end in one heap.
    static final Duration LONGEST_ROW = Duration.ofMinutes(30);

    private static final long SPACING_MICROS = TimeUnit.MICROSECONDS.convert(SPACING);
    private static final long LONGEST_MICROS = TimeUnit.MICROSECONDS.convert(LONGEST_ROW);

    /// A power of two; half a megabyte.
    private static final int SLOTS = 1 << 16;

    /// Microseconds since 1970, as precise as the database.
    private final AtomicLongArray lastOf = new AtomicLongArray(SLOTS);

    public Instant next(String organizationUri, Instant now) {
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, now);
        long turn = lastOf.updateAndGet(slot(organizationUri), last -> after(last, micros));
        return Instant.EPOCH.plus(turn, ChronoUnit.MICROS);
    }

    /// The turn after `last`, all in microseconds.
    static long after(long last, long now) {
        if (last < now - SPACING_MICROS) {
            return now;
        }
        return Math.min(last + SPACING_MICROS, now + LONGEST_MICROS);
    }

    private static int slot(String organizationUri) {
        int hash = organizationUri.hashCode();
        return (hash ^ (hash >>> 16)) & (SLOTS - 1);
    }
}
