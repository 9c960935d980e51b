package io.advicly.calendly.webhook;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// How long deliveries wait for their answers, and how many of them at the same time: from being
/// handed to the `Inbox` to the end of the commit that they share.
@Singleton
public class AnswerTimes {

    private final LongSupplier nanos;
    private Supplier<Duration> waiting = () -> Duration.ZERO;
    private long since;
    private long longest;
    private long commits;
    private double waited;

    @Inject
    public AnswerTimes() {
        this(System::nanoTime);
    }

    AnswerTimes(LongSupplier nanos) {
        this.nanos = nanos;
        this.since = nanos.getAsLong();
    }

    /// @param answers the mean over commits, each by the one that waited longest; or how long
    ///   somebody has been waiting so far, if that is more: a commit that hangs answers nobody
    /// @param waiting how many waited at the same time, on the average
    public record Lately(Duration answers, double waiting) {}

    /// @param first how long the first in line has been waiting for a commit so far
    public synchronized void watch(Supplier<Duration> first) {
        waiting = first;
    }

    /// @param deliveries that shared a commit
    /// @param time how long the first of them had waited
    public synchronized void answered(int deliveries, Duration time) {
        longest += time.toNanos();
        commits++;
        waited += (double) time.toNanos() * deliveries;
    }

    /// What happened since this was last asked.
    public synchronized Lately lately() {
        long now = nanos.getAsLong();
        long mean = commits == 0 ? 0 : longest / commits;
        Lately lately =
                new Lately(
                        Duration.ofNanos(Math.max(mean, waiting.get().toNanos())),
                        waited / Math.max(1, now - since));
        since = now;
        longest = 0;
        commits = 0;
        waited = 0;
        return lately;
    }
}
