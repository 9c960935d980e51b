package io.advicly.calendly.platform.work;

import io.advicly.calendly.platform.chain.CallersContext;
import io.advicly.calendly.platform.chain.Unis;
import io.advicly.calendly.platform.database.Beat;
import io.advicly.calendly.platform.database.StatementLimit;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Notices loops that have stopped turning, although every wait in them has an end: the process
/// would say that all is well, and leave its share of the work undone. It ends their turn, as a
/// failure of whatever they were at, so that the loop goes on; where even that does not help, the
/// process is to be started anew ([LoopsHealth]).
///
/// A turn may take long as long as it comes on: whenever the database has answered it, that counts.
///
/// The schedule itself is such a loop. It goes by the wall clock: set back by an hour, it would let
/// nothing begin for that hour.
@ApplicationScoped
public class Watchdog {

    static final Duration TOLD = Duration.ofMinutes(1);
    static final Duration ENDED = Duration.ofMinutes(4);
    static final Duration DEAD = Duration.ofMinutes(5);

    private static final Logger LOG = Logger.getLogger(Watchdog.class);
    private static final long PERIOD_MILLIS = 10_000;
    private static final String SCHEDULE = "schedule";

    private final LongSupplier nanos;
    private final MeterRegistry meters;
    private final Set<Turn> turns = ConcurrentHashMap.newKeySet();
    private final Map<Turn, Long> told = new ConcurrentHashMap<>();
    private final AtomicReference<@Nullable Turn> schedule = new AtomicReference<>();

    private long timer;

    @Inject
    public Watchdog(MeterRegistry meters) {
        this(meters, System::nanoTime);
    }

    Watchdog(MeterRegistry meters, LongSupplier nanos) {
        this.meters = meters;
        this.nanos = nanos;
    }

    void start(@Observes StartupEvent startup, Vertx vertx) {
        timer = vertx.setPeriodic(PERIOD_MILLIS, every -> look());
    }

    /// In development the timers of Vert.x outlive the application, which is started again.
    void stop(@Observes @Priority(Integer.MAX_VALUE) ShutdownEvent shutdown, Vertx vertx) {
        vertx.cancelTimer(timer);
    }

    /// What is scheduled goes on. It stands when it has begun once and is not heard of any more.
    @Scheduled(every = "10s", identity = "watchdog")
    Uni<Void> tick() {
        Turn now = new Turn(SCHEDULE, new Beat(nanos), null);
        turns.add(now);
        ended(schedule.getAndSet(now));
        return Unis.nothing();
    }

    private void ended(@Nullable Turn turn) {
        if (turn != null) {
            turns.remove(turn);
            told.remove(turn);
        }
    }

    /// One turn of a loop, from its claim to its end, in a context of its own. Fails when it does
    /// not come on for four minutes; what it was at is left to itself there, where it gets nothing
    /// from the database any more.
    public <T> Uni<T> turn(String loop, Supplier<Uni<T>> work) {
        return Uni.createFrom().deferred(() -> watched(loop, work));
    }

    private <T> Uni<T> watched(String loop, Supplier<Uni<T>> work) {
        Turn turn = new Turn(loop, new Beat(nanos), own(Vertx.currentContext()));
        turns.add(turn);
        turn.beat().in(turn.context());
        return CallersContext.keep(
                Uni.createFrom()
                        .<T>emitter(emitter -> run(work, turn, emitter))
                        .onTermination()
                        .invoke(() -> ended(turn)));
    }

    private static <T> void run(Supplier<Uni<T>> work, Turn turn, UniEmitter<? super T> emitter) {
        turn.endsBy(emitter::fail);
        turn.run(() -> runInto(work, emitter));
    }

    private static <T> void runInto(Supplier<Uni<T>> work, UniEmitter<? super T> emitter) {
        Uni.createFrom().deferred(work::get).subscribe().with(emitter::complete, emitter::fail);
    }

    /// On the same event loop.
    private static @Nullable Context own(@Nullable Context context) {
        if (context == null) {
            return null;
        }
        Context own = Objects.requireNonNull(VertxContext.createNewDuplicatedContext(context));
        VertxContextSafetyToggle.setContextSafe(own, true);
        return own;
    }

    /// A run of a job for which nobody waits: what it asks of the database may take a while.
    public <T> Uni<T> housekeeping(String loop, Supplier<Uni<T>> work) {
        return turn(loop, () -> StatementLimit.of(StatementLimit.UNHURRIED, work));
    }

    /// The names of loops that have not turned for so long.
    List<String> standingFor(Duration time) {
        return turns.stream()
                .filter(turn -> turn.standing() >= time.toNanos())
                .map(Turn::loop)
                .distinct()
                .sorted()
                .toList();
    }

    /// Tells of each loop that stands, once a minute, and ends its turn at last.
    void look() {
        for (Turn turn : turns) {
            long minutes = turn.standing() / TOLD.toNanos();
            Long before = minutes == 0 ? null : told.put(turn, minutes);
            if (minutes > 0 && (before == null || before < minutes)) {
                LOG.errorf("loop.stands loop=%s minutes=%d", turn.loop(), minutes);
            }
            if (turn.standing() >= ENDED.toNanos() && turn.end()) {
                LOG.errorf("loop.turn_ended loop=%s minutes=%d", turn.loop(), minutes);
                meters.counter("loop.turns.ended", "loop", turn.loop()).increment();
            }
        }
    }

    /// Each is itself alone, however alike two are.
    private static final class Turn {

        private final String loop;
        private final Beat beat;
        private final @Nullable Context context;
        private final AtomicBoolean ended = new AtomicBoolean();
        private volatile @Nullable Consumer<Throwable> end;

        Turn(String loop, Beat beat, @Nullable Context context) {
            this.loop = loop;
            this.beat = beat;
            this.context = context;
        }

        String loop() {
            return loop;
        }

        Beat beat() {
            return beat;
        }

        long standing() {
            return beat.age();
        }

        void endsBy(Consumer<Throwable> failing) {
            end = failing;
        }

        @Nullable Context context() {
            return context;
        }

        void run(Runnable work) {
            if (context == null) {
                work.run();
            } else {
                context.runOnContext(ignored -> work.run());
            }
        }

        /// @return false when it has been ended before
        boolean end() {
            Consumer<Throwable> failing = end;
            if (failing == null || ended.getAndSet(true)) {
                return false;
            }
            StatementLimit.endIn(context, Duration.ZERO);
            failing.accept(new TurnEndedException(loop));
            return true;
        }
    }
}
