package io.advicly.calendly.meeting.stream;

import io.advicly.calendly.platform.chain.Patience;
import io.advicly.calendly.platform.chain.Unis;
import io.advicly.calendly.platform.work.IsolatedContexts;
import io.advicly.calendly.security.identity.Caller;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// One caller's stream, from frame to frame: the next one is looked for when the one before has
/// been taken. Nothing is kept for a client that takes its time but a page of changes at most; the
/// change log keeps the rest.
final class MeetingStream {

    /// How often to look although nobody has rung: for a bell that was never heard.
    private static final Duration RECHECK = Duration.ofMinutes(1);

    /// Timers know no less.
    private static final Duration SHORTEST = Duration.ofMillis(1);

    private final Caller caller;
    private final OptionalLong lastId;
    private final Instant expiresAt;
    private final Sources sources;

    private final Queue<Frame> ready = new ArrayDeque<>();
    private final AtomicReference<@Nullable UniEmitter<? super Boolean>> sleeper =
            new AtomicReference<>();
    private volatile boolean changed = true;
    private volatile boolean synced;
    private volatile boolean ended;

    /// Since when the client has had something to take; null while it waits for more.
    private volatile @Nullable Instant handedOverAt;

    private boolean started;
    private long position;
    private Instant saidAt = Instant.MIN;
    private Instant lookedAt = Instant.MIN;

    /// Where a stream gets what it says.
    record Sources(
            StreamStarts starts,
            FeedReads reads,
            SyncNews syncs,
            IsolatedContexts contexts,
            StreamSettings settings,
            Clock clock) {}

    /// @param lastId what the client had seen of an earlier stream
    /// @param expiresAt when the caller's token is no good any more
    MeetingStream(Caller caller, OptionalLong lastId, Instant expiresAt, Sources sources) {
        this.caller = caller;
        this.lastId = lastId;
        this.expiresAt = expiresAt;
        this.sources = sources;
    }

    Caller caller() {
        return caller;
    }

    /// A meeting may have changed.
    void changed() {
        changed = true;
        wake();
    }

    void synced() {
        synced = true;
        wake();
    }

    void end() {
        ended = true;
        wake();
    }

    /// Whether the client has left something lying for too long.
    boolean isStuck(Instant now) {
        Instant since = handedOverAt;
        return since != null && since.plus(sources.settings().patience()).isBefore(now);
    }

    /// The next frame, as soon as there is one. Never asked for two at a time.
    Uni<Frame> next() {
        handedOverAt = null;
        return look().invoke(frame -> {
            saidAt = sources.clock().instant();
            handedOverAt = saidAt;
        });
    }

    /// A loop and no chain: somebody may be woken any number of times before there is something to
    /// say.
    private Uni<Frame> look() {
        return Multi.createBy()
                .repeating()
                .uni(this::step)
                .whilst(Optional::isEmpty)
                .collect()
                .last()
                .map(Optional::orElseThrow);
    }

    /// @return empty to look once more
    private Uni<Optional<Frame>> step() {
        Instant now = sources.clock().instant();
        if (ended || !now.isBefore(expiresAt)) {
            return said(new Frame.End());
        }
        if (!started) {
            return start();
        }
        Frame first = ready.poll();
        if (first != null) {
            return said(first);
        }
        if (changed || !now.isBefore(lookedAt.plus(RECHECK))) {
            return read(now).replaceWith(Optional.empty());
        }
        if (synced) {
            synced = false;
            return progress();
        }
        Instant beat = saidAt.plus(sources.settings().heartbeat());
        return now.isBefore(beat)
                ? sleep(Duration.between(now, beat.isBefore(expiresAt) ? beat : expiresAt))
                        .replaceWith(Optional.empty())
                : said(new Frame.Heartbeat());
    }

    private Uni<Optional<Frame>> start() {
        return sources.starts()
                .start(caller, lastId)
                .map(start -> {
                    started = true;
                    position = start.id();
                    return Optional.of(new Frame.Ready(start.id(), start.resumed()));
                });
    }

    private Uni<Void> read(Instant now) {
        changed = false;
        lookedAt = now;
        return sources.reads()
                .after(caller, position)
                .invoke(this::take)
                .onFailure()
                .invoke(() -> changed = true)
                .replaceWithVoid();
    }

    private void take(List<FeedReads.Change> found) {
        for (FeedReads.Change change : found) {
            position = change.id();
            ready.add(new Frame.Changed(change.id(), change.meeting()));
        }
        if (found.size() == FeedReads.PAGE) {
            changed = true;
        }
    }

    private Uni<Optional<Frame>> progress() {
        return sources.contexts()
                .run(() -> sources.syncs().newsFor(caller))
                .map(news -> news.map(Frame.Synced::new));
    }

    private Uni<Boolean> sleep(Duration longest) {
        Uni<Boolean> woken = Uni.createFrom().emitter(emitter -> fallAsleep(emitter));
        return Patience.of(longest.compareTo(SHORTEST) > 0 ? longest : SHORTEST, woken)
                .recoverWithItem(false);
    }

    private void fallAsleep(UniEmitter<? super Boolean> emitter) {
        sleeper.set(emitter);
        if (changed || synced || ended) {
            wake();
        }
    }

    private void wake() {
        UniEmitter<? super Boolean> sleeping = sleeper.getAndSet(null);
        if (sleeping != null) {
            sleeping.complete(true);
        }
    }

    private static Uni<Optional<Frame>> said(Frame frame) {
        return Unis.item(Optional.of(frame));
    }
}
