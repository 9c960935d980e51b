package io.advicly.calendly.platform.time;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The database's time, told from here: what it was when it was last asked, and what has passed
/// since on a clock that nobody sets. However wrong the clock of a replica's machine is, replicas
/// agree. Until it was asked for the first time, the machine's time.
final class DatabaseTime extends Clock {

    /// What took longer says too little of when it was answered.
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(1);

    private final Clock machine;
    private final LongSupplier nanos;
    private volatile @Nullable Reading last;

    private record Reading(Instant time, long nanos) {}

    DatabaseTime(Clock machine, LongSupplier nanos) {
        this.machine = machine;
        this.nanos = nanos;
    }

    /// @param asked when the question was sent, in the nanoseconds of [System#nanoTime()]
    void answered(Instant database, long asked) {
        long now = nanos.getAsLong();
        long took = now - asked;
        if (took <= LONGEST_ANSWER.toNanos()) {
            last = new Reading(database.plusNanos(took / 2), now);
        }
    }

    @Override
    public Instant instant() {
        Reading reading = last;
        return reading == null
                ? machine.instant()
                : reading.time().plusNanos(nanos.getAsLong() - reading.nanos());
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("times have no zone here");
    }
}
