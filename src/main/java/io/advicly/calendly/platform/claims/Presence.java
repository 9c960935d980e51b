package io.advicly.calendly.platform.claims;

import io.advicly.calendly.platform.chain.Unis;
import io.advicly.calendly.platform.database.BoundedPool;
import io.advicly.calendly.platform.log.RecurringLog;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.pgclient.PgConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/// Shows other replicas that this one lives, by a lock of the session that it listens on, and looks
/// whether they do. Whoever has been missed for long enough is struck off ([Departure]).
@ApplicationScoped
public class Presence {

    private static final Logger LOG = Logger.getLogger(Presence.class);
    private static final RecurringLog RECURRING = new RecurringLog(LOG);

    /// A replica that has lost its session itself blames the database, and judges nobody until the
    /// others must be back, too: as long as a statement may take, of which they may still await the
    /// end, and a moment.
    private static final Duration LENIENT_FOR = Duration.ofSeconds(6);

    private final BoundedPool connections;
    private final Replica replica;
    private final Roll roll;
    private final Departure departure;
    private final Counter dead;
    private final AtomicBoolean striking = new AtomicBoolean();
    private final AtomicInteger sessions = new AtomicInteger();
    private final AtomicBoolean signed = new AtomicBoolean();
    private final ReadOnlySpell readOnly = new ReadOnlySpell();
    private volatile boolean locked;
    private volatile boolean leaving;
    private volatile long lenientSince = System.nanoTime() - LENIENT_FOR.toNanos();

    Presence(
            BoundedPool connections,
            Replica replica,
            Roll roll,
            Departure departure,
            MeterRegistry metrics) {
        this.connections = connections;
        this.replica = replica;
        this.roll = roll;
        this.departure = departure;
        this.dead = metrics.counter("replicas.dead");
    }

    /// On a new session, before anything else is done on it.
    public Uni<Void> begin(PgConnection session) {
        return roll.prepare(session).invoke(this::sessionBegun).chain(() -> enter(session));
    }

    private void sessionBegun() {
        readOnly.over();
        if (sessions.getAndIncrement() > 0) {
            lenientSince = System.nanoTime();
        }
    }

    /// Every half second, on that session. Fails where it is to be replaced.
    public Uni<Void> look(PgConnection session) {
        return locked ? lookAround(session) : enter(session);
    }

    /// The session has ended without our doing.
    public void lost() {
        locked = false;
        replica.unseen();
    }

    /// This process stops: what it has claimed is free from here on.
    public Uni<Void> leave() {
        leaving = true;
        replica.unseen();
        return departure.ofOneThatStops(replica.id()).replaceWithVoid();
    }

    private Uni<Void> enter(PgConnection session) {
        return roll.lock(session, replica.id())
                .chain(lock -> {
                    locked = lock.held();
                    return locked ? sign(session) : unsigned(lock.readOnly());
                });
    }

    /// Elsewhere somebody may write by now: a session of the old primary has to be left.
    private Uni<Void> unsigned(boolean onlyReads) {
        if (onlyReads) {
            RECURRING.warn("only_reads", () -> "database.only_reads");
            connections.onlyReads();
        }
        return readOnly.isTooLong(onlyReads, locked, System.nanoTime())
                ? Uni.createFrom().failure(new IllegalStateException("the server only reads"))
                : Unis.nothing();
    }

    private Uni<Void> sign(PgConnection session) {
        return leaving
                ? Unis.nothing()
                : roll.enter(session, replica.id()).invoke(this::entered).replaceWithVoid();
    }

    /// One that was struck off although it lives should not be.
    private void entered(boolean anew) {
        replica.seen();
        if (signed.getAndSet(true) && anew) {
            LOG.warnf("replica.back replica=%s", name(replica.id()));
        }
    }

    private Uni<Void> lookAround(PgConnection session) {
        return roll.look(session, replica.id()).chain(sight -> standAndJudge(sight, session));
    }

    private Uni<Void> standAndJudge(Roll.Sight sight, PgConnection session) {
        if (sight.readOnly()) {
            replica.unseen();
            return unsigned(true);
        }
        readOnly.over();
        return stand(session, sight).chain(() -> judge(session, sight));
    }

    /// One that has been missed, or struck off, signs again.
    private Uni<Void> stand(PgConnection session, Roll.Sight sight) {
        boolean listed =
                sight.entries().stream().anyMatch(it -> it.id() == replica.id() && !it.missed());
        if (listed) {
            replica.seen();
            return Unis.nothing();
        }
        return sign(session);
    }

    private Uni<Void> judge(PgConnection session, Roll.Sight sight) {
        if (isLenient()) {
            return Unis.nothing();
        }
        List<Roll.Entry> others =
                sight.entries().stream().filter(it -> it.id() != replica.id()).toList();
        strikeOff(others.stream().filter(Roll.Entry::dead).map(Roll.Entry::id).toList());
        return roll.miss(
                session, others.stream().filter(it -> !it.missed()).map(Roll.Entry::id).toList());
    }

    /// Beside the looks, which others rely on: rows may be waited for.
    private void strikeOff(List<Long> ids) {
        if (ids.isEmpty() || !striking.compareAndSet(false, true)) {
            return;
        }
        Multi.createFrom()
                .iterable(ids)
                .onItem()
                .transformToUniAndConcatenate(this::strikeOff)
                .onItem()
                .ignoreAsUni()
                .onTermination()
                .invoke(() -> striking.set(false))
                .subscribe()
                .with(done -> {}, Presence::warnNotStruckOff);
    }

    private static void warnNotStruckOff(Throwable failure) {
        RECURRING.warn(
                "strike",
                () -> "replica.not_struck_off failure=%s".formatted(failure.getMessage()));
    }

    private Uni<Boolean> strikeOff(long id) {
        return departure.ofTheDead(id).invoke(done -> countDead(done, id));
    }

    private void countDead(boolean done, long id) {
        if (done) {
            dead.increment();
            LOG.warnf("replica.dead replica=%s", name(id));
        }
    }

    private boolean isLenient() {
        return System.nanoTime() - lenientSince < LENIENT_FOR.toNanos();
    }

    private static String name(long id) {
        return Long.toHexString(id);
    }
}
