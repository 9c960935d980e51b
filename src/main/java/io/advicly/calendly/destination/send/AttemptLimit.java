package io.advicly.calendly.destination.send;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// How long an attempt may take, all of it together, in steps. A step in which this process was
/// held up, as it had too much to do or was stopped, counts as one however long it was: an answer
/// may have been there for all of that time, and nobody was to read it.
final class AttemptLimit {

    private static final long STEP_MILLIS = 1_000;

    private final Vertx vertx;
    private long leftMillis;
    private long timer;
    private boolean ended;
    private @Nullable Consumer<TimeoutException> whenOver;

    /// Begins at once.
    AttemptLimit(Vertx vertx, Duration limit) {
        this.vertx = vertx;
        this.leftMillis = Math.max(1, limit.toMillis());
        step();
    }

    private synchronized void step() {
        long millis = Math.min(STEP_MILLIS, leftMillis);
        leftMillis -= millis;
        timer = vertx.setTimer(millis, done -> stepDone());
    }

    private void stepDone() {
        Consumer<TimeoutException> waiting;
        synchronized (this) {
            if (ended) {
                return;
            }
            if (leftMillis > 0) {
                step();
                return;
            }
            ended = true;
            waiting = whenOver;
        }
        if (waiting != null) {
            waiting.accept(new TimeoutException());
        }
    }

    /// Whoever is at it from now on is told, at once where it is over.
    void tell(Consumer<TimeoutException> whoever) {
        synchronized (this) {
            whenOver = whoever;
            if (!ended) {
                return;
            }
        }
        whoever.accept(new TimeoutException());
    }

    synchronized void end() {
        ended = true;
        whenOver = null;
        vertx.cancelTimer(timer);
    }
}
