package io.advicly.calendly.session.api;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// One caller who waits for a session to change.
final class SessionWait {

    private final Instant end;
    private final AtomicReference<@Nullable UniEmitter<? super Boolean>> sleeper =
            new AtomicReference<>();
    private @Nullable String known;
    private volatile boolean rung;
    private volatile boolean left;

    /// @param known the version that the caller has seen; null for the one that is seen first
    SessionWait(@Nullable String known, Instant end) {
        this.known = known;
        this.end = end;
    }

    Instant end() {
        return end;
    }

    /// Whether what is seen now is to be told.
    boolean isNews(String version, Instant now) {
        if (known == null) {
            known = version;
        }
        return left || !version.equals(known) || !now.isBefore(end);
    }

    void wake() {
        rung = true;
        UniEmitter<? super Boolean> sleeping = sleeper.getAndSet(null);
        if (sleeping != null) {
            sleeping.complete(true);
        }
    }

    /// The caller has gone.
    void leave() {
        left = true;
        wake();
    }

    /// As soon as somebody rings, or has rung since the last time.
    Uni<Boolean> woken() {
        return Uni.createFrom().emitter(emitter -> sleepInto(emitter));
    }

    private void sleepInto(UniEmitter<? super Boolean> emitter) {
        sleeper.set(emitter);
        if (rung) {
            wake();
        }
        rung = false;
    }
}
