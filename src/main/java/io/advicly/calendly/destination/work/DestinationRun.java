package io.advicly.calendly.destination.work;

import io.advicly.calendly.destination.send.Answered;
import io.advicly.calendly.destination.send.Sending;
import io.advicly.calendly.feed.CursorExpiredException;
import io.advicly.calendly.feed.Event;
import io.advicly.calendly.feed.FeedPage;
import io.advicly.calendly.platform.chain.CallersContext;
import io.advicly.calendly.security.cipher.SecretString;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// Works for one destination for as long as there is something to send: a loop that begins what is
/// to be begun, reads the feed on, stores how far it has come, and else waits. What is under way
/// goes on beside it, each with a context of its own.
///
/// How far it has come is stored beside that: when nothing is open, and once a second at least.
/// What has been sent since is sent again if the process dies.
final class DestinationRun implements Wants.Worker {

    private static final int PAGE = 50;
    private static final int NOTES = 100;
    private static final Duration OPEN_FOR = Duration.ofSeconds(1);

    /// A transaction for each event would cost more than sending it.
    private static final Duration SETTLED_FOR = Duration.ofMillis(100);

    /// Who is back sooner does not claim it again.
    private static final Duration WORTH_STAYING = Duration.ofSeconds(1);

    private static final Duration RENEWED_AFTER = Duration.ofSeconds(20);
    private static final Duration STOPS_WITHIN = Duration.ofSeconds(2);
    private static final Duration AGAIN = Duration.ofSeconds(5);

    private final Job job;
    private final List<SecretString> secrets;
    private final Tools tools;
    private final Backlog backlog;
    private final AtomicBoolean more = new AtomicBoolean();
    private boolean failing;
    private boolean stopNoted;
    private Instant storedAt;
    private Instant busyAt;
    private volatile boolean storing;
    private volatile boolean lost;
    private volatile @Nullable Throwable notStored;
    private volatile boolean changed;
    private volatile @Nullable Instant stoppedAt;
    private boolean rung;
    private boolean ended;
    private @Nullable UniEmitter<? super Void> waiting;

    DestinationRun(Job job, List<SecretString> secrets, Tools tools) {
        this.job = job;
        this.secrets = secrets;
        this.tools = tools;
        this.backlog = new Backlog(job.position(), job.failures(), job.lines());
        this.failing = job.failing();
        this.storedAt = tools.clock.instant();
        this.busyAt = storedAt;
    }

    /// Ends when nothing is to be done for now, or the claim is lost.
    Uni<Void> work() {
        return Multi.createBy()
                .repeating()
                .uni(() -> tools.watchdog.turn("destination", this::step))
                .whilst(again -> again)
                .onItem()
                .ignoreAsUni()
                .onFailure()
                .call(this::awaitQuiet);
    }

    /// Whoever works for it next is not to send what is being sent.
    private Uni<Void> awaitQuiet() {
        return backlog.isQuiet()
                ? Uni.createFrom().voidItem()
                : Multi.createBy()
                        .repeating()
                        .uni(() -> await(tools.clock.instant()))
                        .until(any -> backlog.isQuiet())
                        .onItem()
                        .ignoreAsUni();
    }

    /// Something has come into the feed for it.
    @Override
    public boolean more() {
        synchronized (this) {
            if (ended) {
                return false;
            }
            more.set(true);
        }
        ring();
        return true;
    }

    /// Whoever changes it, and whoever tells of more, may have been too late for the last look.
    @Override
    public synchronized boolean end() {
        ended = true;
        return more.get() || changed;
    }

    /// Somebody has changed the destination: what is under way ends, and nothing begins.
    void change() {
        changed = true;
        ring();
    }

    /// The process stops: what is under way has a moment.
    void stop() {
        stoppedAt = tools.clock.instant();
        ring();
    }

    private Uni<Boolean> step() {
        Instant now = tools.clock.instant();
        if (more.getAndSet(false)) {
            backlog.more();
            busyAt = now;
        }
        boolean ending = changed || stoppedAt != null || lost || notStored != null;
        if (!ending) {
            backlog.begin(now).forEach(this::start);
            if (backlog.wantsMore() && !isToRenew(now)) {
                return read(now).replaceWith(true);
            }
        }
        return storing ? await(now).replaceWith(true) : settle(ending, now);
    }

    /// While nothing is being stored. What a store that failed would have kept is gone: nothing is
    /// stored after it.
    private Uni<Boolean> settle(boolean ending, Instant now) {
        Throwable failure = notStored;
        if (failure != null) {
            return Uni.createFrom().failure(failure);
        }
        if (lost) {
            return Uni.createFrom().item(false);
        }
        if (isOver(ending, now)) {
            return store(true).replaceWith(false);
        }
        if (isToStore(now)) {
            storeBeside();
        }
        return isToRenew(now) ? renew(now) : await(now).replaceWith(true);
    }

    /// Also while there is only more and more to read: whoever never stores how far it has come
    /// loses its claim, and the next begins where this one did.
    private boolean isToRenew(Instant now) {
        return !storing && now.isAfter(storedAt.plus(RENEWED_AFTER));
    }

    private boolean isOver(boolean ending, Instant now) {
        Instant stopped = stoppedAt;
        if (stopped != null && now.isAfter(stopped.plus(STOPS_WITHIN))) {
            return true;
        }
        return ending
                ? backlog.isQuiet()
                : backlog.isResting(now.plus(WORTH_STAYING))
                        && (!backlog.isClear() || now.isAfter(busyAt.plus(WORTH_STAYING)));
    }

    private boolean isToStore(Instant now) {
        return backlog.isChanged()
                && (now.isAfter(storedAt.plus(backlog.isSettled() ? SETTLED_FOR : OPEN_FOR))
                        || backlog.notes() >= NOTES);
    }

    /// Whatever is sent meanwhile is stored next.
    private void storeBeside() {
        storing = true;
        tools.contexts
                .run(() -> store(false))
                .onItem()
                .invoke(ours -> lost = !ours)
                .onFailure()
                .invoke(failure -> notStored = failure)
                .onTermination()
                .invoke(this::stored)
                .subscribe()
                .with(done -> {}, failure -> {});
    }

    private void stored() {
        storing = false;
        ring();
    }

    private Uni<Void> read(Instant now) {
        return tools.reader
                .read(job.scope(), backlog.position(), job.types(), PAGE)
                .chain(page -> take(page, now))
                .onFailure(CursorExpiredException.class)
                .recoverWithUni(expired -> skip((CursorExpiredException) expired));
    }

    /// Whatever happened after somebody had changed the destination is sent as it is since, or not
    /// at all: this looks after what it has read, as the news of a change may come later.
    private Uni<Void> take(FeedPage page, Instant now) {
        return (page.events().isEmpty()
                        ? Uni.createFrom().item(true)
                        : tools.table.isAsClaimed(job))
                .invoke(same -> take(page, now, same))
                .replaceWithVoid();
    }

    private void take(FeedPage page, Instant now, boolean same) {
        if (same) {
            backlog.read(page, now);
        } else {
            change();
        }
    }

    /// It was away, held or paused for longer than events are kept.
    private Uni<Void> skip(CursorExpiredException expired) {
        long from = backlog.position() + 1;
        backlog.skipTo(expired.oldest() - 1);
        return tools.journal.lost(job, from);
    }

    private void start(Piece piece) {
        tools.contexts
                .run(() -> deliver(piece))
                .subscribe()
                .with(
                        done -> ring(),
                        failure -> {
                            backlog.untried(piece, tools.clock.instant().plus(AGAIN));
                            ring();
                        });
    }

    private Uni<Void> deliver(Piece piece) {
        Event known = piece.event();
        return known != null
                ? send(piece, known)
                : tools.table.isAsClaimed(job).chain(same -> same ? sendNext(piece) : leave(piece));
    }

    private Uni<Void> sendNext(Piece piece) {
        return tools.window
                .next(job, piece)
                .call(found -> tellIfLost(piece, found.map(Event::position)))
                .chain(found -> found.map(it -> send(piece, it)).orElseGet(() -> nothing(piece)));
    }

    /// To whoever claims it next, as it is then.
    private Uni<Void> leave(Piece piece) {
        change();
        backlog.untried(piece, tools.clock.instant());
        return Uni.createFrom().voidItem();
    }

    /// What had failed is gone from the feed, or is wanted no more.
    private Uni<Void> tellIfLost(Piece piece, Optional<Long> found) {
        boolean there = !piece.expected() || found.filter(at -> at == piece.from()).isPresent();
        return there
                ? Uni.createFrom().voidItem()
                : tools.reader
                        .oldest()
                        .chain(oldest ->
                                piece.from() < oldest
                                        ? tools.journal.lost(job, piece.from())
                                        : Uni.createFrom().voidItem());
    }

    private Uni<Void> nothing(Piece piece) {
        backlog.nothing(piece);
        return Uni.createFrom().voidItem();
    }

    private Uni<Void> send(Piece piece, Event event) {
        return tools.sender
                .send(new Sending(job.url(), event.id(), Sending.body(event), secrets))
                .invoke(answered -> tried(piece, event, answered))
                .replaceWithVoid();
    }

    private void tried(Piece piece, Event event, Answered answered) {
        tools.journal.attempted(answered);
        backlog.tried(
                piece,
                event,
                answered,
                tools.clock.instant(),
                ThreadLocalRandom.current().nextDouble());
    }

    /// @return whether to go on
    private Uni<Boolean> store(boolean release) {
        storedAt = tools.clock.instant();
        Advance progress = backlog.progress();
        return tools.table
                .store(job, progress, release)
                .call(ours -> ours ? note(progress) : Uni.createFrom().voidItem());
    }

    private Uni<Void> note(Advance progress) {
        boolean was = failing;
        failing = progress.failingSince() != null;
        if (progress.heldAt() != null || progress.paused()) {
            return noteStop(progress.paused() ? "gone" : "held");
        }
        if (was == failing) {
            return Uni.createFrom().voidItem();
        }
        return tools.journal.note(job, failing ? "failing" : "recovered");
    }

    /// Once, however often it is stored until what is under way has ended.
    private Uni<Void> noteStop(String what) {
        if (stopNoted) {
            return Uni.createFrom().voidItem();
        }
        stopNoted = true;
        return tools.journal.note(job, what);
    }

    private Uni<Boolean> renew(Instant now) {
        storedAt = now;
        return tools.table.renew(job);
    }

    /// Until something has happened, or something is to be done.
    private Uni<Void> await(Instant now) {
        Duration longest = longestPause();
        Duration due =
                backlog.nextDue()
                        .map(at -> Duration.between(now, at))
                        .filter(left -> left.compareTo(longest) < 0)
                        .orElse(longest);
        long millis = Math.max(10, due.toMillis() + 1);
        return CallersContext.keep(
                Uni.createFrom().<Void>emitter(emitter -> await(emitter, millis)));
    }

    private Duration longestPause() {
        if (backlog.isChanged() && backlog.isSettled() && !storing) {
            return SETTLED_FOR;
        }
        boolean soon = backlog.isChanged() || backlog.isClear() || stoppedAt != null;
        return soon ? OPEN_FOR : RENEWED_AFTER;
    }

    private void await(UniEmitter<? super Void> emitter, long millis) {
        boolean at;
        synchronized (this) {
            at = rung;
            rung = false;
            waiting = at ? null : emitter;
        }
        if (at) {
            emitter.complete(null);
        } else {
            tools.after(millis, () -> emitter.complete(null));
        }
    }

    private void ring() {
        UniEmitter<? super Void> waiter;
        synchronized (this) {
            waiter = waiting;
            waiting = null;
            rung = waiter == null;
        }
        if (waiter != null) {
            waiter.complete(null);
        }
    }
}
