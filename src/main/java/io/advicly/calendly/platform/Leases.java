package io.advicly.calendly.platform;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/// Serialises work across replicas. A lease ends by itself, so a killed owner blocks nobody for
/// long.
@ApplicationScoped
public class Leases {

    private static final int POLL_MILLIS = 50;

    private final LeaseRepository leases;
    private final Clock clock;

    Leases(LeaseRepository leases, Clock clock) {
        this.leases = leases;
        this.clock = clock;
    }

    /// Runs `work` while holding the lease `name`, after waiting for it up to `patience`.
    ///
    /// @param length must be longer than `work` can take, its HTTP time limits included
    /// @return fails with [BusyException] when somebody else holds the lease all the time
    public <T> Uni<T> holding(
            String name, Duration length, Duration patience, Supplier<Uni<T>> work) {
        UUID owner = UUID.randomUUID();
        return take(name, owner, length, clock.instant().plus(patience))
                .chain(() ->
                        CallersContext.keep(work.get())
                                .onTermination()
                                .call(() -> release(name, owner)));
    }

    private Uni<Void> take(String name, UUID owner, Duration length, Instant giveUpAt) {
        Instant now = clock.instant();
        return leases.take(name, owner, now, now.plus(length))
                .chain(taken -> {
                    if (taken) {
                        return Uni.createFrom().voidItem();
                    }
                    if (!clock.instant().isBefore(giveUpAt)) {
                        return Uni.createFrom().failure(new BusyException(name));
                    }
                    return CallersContext.pause(nextPoll())
                            .chain(() -> take(name, owner, length, giveUpAt));
                });
    }

    private static Duration nextPoll() {
        return Duration.ofMillis(POLL_MILLIS + ThreadLocalRandom.current().nextInt(POLL_MILLIS));
    }

    /// A lease that cannot be given back ends by itself: that must not spoil the work's own result.
    private Uni<Void> release(String name, UUID owner) {
        return CallersContext.keep(leases.giveBack(name, owner)).onFailure().recoverWithNull();
    }
}
