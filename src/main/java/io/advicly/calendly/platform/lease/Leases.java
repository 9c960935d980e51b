package io.advicly.calendly.platform.lease;

import io.advicly.calendly.platform.chain.CallersContext;
import io.advicly.calendly.platform.chain.Unis;
import io.advicly.calendly.platform.failure.BusyException;
import io.advicly.calendly.platform.failure.StoppingException;
import io.advicly.calendly.platform.stop.StopDelay;
import io.advicly.calendly.platform.work.IsolatedContexts;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/// Serialises work across replicas. A lease ends with its owner's process, and by itself, so a
/// killed one blocks nobody for long.
@ApplicationScoped
public class Leases {

    private static final Logger LOG = Logger.getLogger(Leases.class);
    private static final int POLL_MILLIS = 50;
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final LeaseRepository leases;
    private final IsolatedContexts contexts;
    private volatile boolean stopping;

    Leases(LeaseRepository leases, IsolatedContexts contexts) {
        this.leases = leases;
        this.contexts = contexts;
    }

    /// Runs `work` while holding the lease `name`, after waiting for it up to `patience`.
    ///
    /// @param length must be longer than `work` can take, its HTTP time limits included
    /// @return fails with [BusyException] when somebody else holds the lease all the time, and with
    ///   [StoppingException] when this process is told to stop meanwhile
    public <T> Uni<T> holding(
            String name, Duration length, Duration patience, Supplier<Uni<T>> work) {
        UUID owner = UUID.randomUUID();
        return take(name, owner, length, patience)
                .onFailure(Leases::maybeTaken)
                .invoke(() -> giveBackLater(name, owner, length))
                .chain(() ->
                        CallersContext.keep(work.get())
                                .onTermination()
                                .call(() -> release(name, owner, length)));
    }

    /// Asks again and again, in a loop and no chain: whoever is patient asks often.
    private Uni<Void> take(String name, UUID owner, Duration length, Duration patience) {
        long start = System.nanoTime();
        return Multi.createBy()
                .repeating()
                .uni(() -> attempt(name, owner, length, patience.toNanos() - since(start)))
                .whilst(taken -> !taken)
                .collect()
                .last()
                .replaceWithVoid();
    }

    /// @param left for how long to be patient still, in nanoseconds
    private Uni<Boolean> attempt(String name, UUID owner, Duration length, long left) {
        return leases.take(name, owner, length).chain(taken -> takenOrPause(taken, left, name));
    }

    private Uni<Boolean> takenOrPause(boolean taken, long left, String name) {
        if (taken) {
            return Unis.item(true);
        }
        if (stopping || left <= 0) {
            return Uni.createFrom()
                    .failure(stopping ? new StoppingException() : new BusyException(name));
        }
        return CallersContext.pause(nextPoll()).replaceWith(false);
    }

    /// Whoever holds it may be patient for longer than a stop.
    void stop(@Observes StopDelay.Over over) {
        stopping = true;
    }

    /// Its answer may be what was lost.
    private static boolean maybeTaken(Throwable failure) {
        return !(failure instanceof BusyException || failure instanceof StoppingException);
    }

    private static long since(long start) {
        return System.nanoTime() - start;
    }

    private static Duration nextPoll() {
        return Duration.ofMillis(POLL_MILLIS + ThreadLocalRandom.current().nextInt(POLL_MILLIS));
    }

    /// A lease that cannot be given back must not spoil the work's own result.
    private Uni<Void> release(String name, UUID owner, Duration length) {
        return CallersContext.keep(leases.giveBack(name, owner))
                .onFailure()
                .invoke(() -> giveBackLater(name, owner, length))
                .onFailure()
                .recoverWithNull();
    }

    /// Until the database takes it, or the lease has ended by itself: a database that was away for
    /// a moment must not keep others waiting for that.
    private void giveBackLater(String name, UUID owner, Duration length) {
        contexts.run(() -> leases.giveBack(name, owner))
                .onFailure()
                .retry()
                .withBackOff(PAUSE, PAUSE)
                .expireIn(length.toMillis())
                .subscribe()
                .with(
                        done -> {},
                        failure ->
                                LOG.infof(
                                        "lease.kept lease=%s failure=%s",
                                        name, failure.getMessage()));
    }
}
