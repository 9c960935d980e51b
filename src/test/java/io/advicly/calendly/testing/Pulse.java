package io.advicly.calendly.testing;

import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// Beats for as long as the JVM runs. Where it misses beats all of the JVM stood still, to collect
/// garbage or as the machine did, and whoever seems to have been busy meanwhile was not.
final class Pulse {

    private static final long BEAT = TimeUnit.MILLISECONDS.toNanos(100);

    /// Fewer missed beats are a busy machine.
    private static final long MISSED = 5 * BEAT;

    private final LongSupplier nanos;
    private final Deque<Pause> pauses = new ConcurrentLinkedDeque<>();
    private volatile long last;

    Pulse(LongSupplier nanos) {
        this.nanos = nanos;
        this.last = nanos.getAsLong();
    }

    private record Pause(long from, long to) {

        long within(long since) {
            return Math.max(0, to - Math.max(from, since));
        }
    }

    static Pulse start() {
        Pulse pulse = new Pulse(System::nanoTime);
        Thread.ofPlatform().daemon().name("pulse").start(pulse::beatForever);
        return pulse;
    }

    private void beatForever() {
        try {
            while (true) {
                TimeUnit.NANOSECONDS.sleep(BEAT);
                beat();
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    void beat() {
        long now = nanos.getAsLong();
        if (now - last > MISSED) {
            pauses.add(new Pause(last, now));
        }
        last = now;
    }

    /// For how long the JVM stood still in as many milliseconds until now.
    long stoodStill(long millis) {
        long now = nanos.getAsLong();
        long since = now - TimeUnit.MILLISECONDS.toNanos(millis);
        Pause latest = new Pause(last, now - last > MISSED ? now : last);
        long all = latest.within(since);
        for (Pause pause : pauses) {
            all += pause.within(since);
        }
        return TimeUnit.NANOSECONDS.toMillis(all);
    }
}
