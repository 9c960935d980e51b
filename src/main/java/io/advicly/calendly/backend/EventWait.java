package io.advicly.calendly.backend;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// One caller who waits for events, until there are some, for so long, or until the caller leaves.
final class EventWait {

    private final long end;
    private final AtomicReference<@Nullable UniEmitter<? super Boolean>> waiting =
            new AtomicReference<>();
    private volatile boolean left;

    EventWait(Duration patience) {
        this.end = System.nanoTime() + patience.toNanos();
    }

    /// What is left of the patience.
    Duration remaining() {
        return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
    }

    boolean isOver() {
        return left || System.nanoTime() >= end;
    }

    boolean hasLeft() {
        return left;
    }

    /// The caller has gone: nobody is left to be told.
    void leave() {
        left = true;
        UniEmitter<? super Boolean> emitter = waiting.getAndSet(null);
        if (emitter != null) {
            emitter.complete(false);
        }
    }

    /// As soon as there may be something, or the caller leaves.
    Uni<Boolean> unlessLeft(Uni<Boolean> news) {
        return Uni.join().first(news, leaving()).withItem();
    }

    private Uni<Boolean> leaving() {
        return Uni.createFrom().emitter(emitter -> waitWith(emitter));
    }

    private void waitWith(UniEmitter<? super Boolean> emitter) {
        waiting.set(emitter);
        if (left) {
            emitter.complete(false);
        }
    }
}
