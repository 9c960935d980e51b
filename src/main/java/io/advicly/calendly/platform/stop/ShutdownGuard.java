package io.advicly.calendly.platform.stop;

import io.advicly.calendly.platform.failure.StoppingException;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/// Keeps a stopping process alive until work is done that must not be cut in the middle, and begins
/// none that nobody would wait for.
///
/// A stop is announced first, while requests are still answered, and waited for once they are. What
/// a caller needs begins as long as callers are not turned away ([StopDelay]).
@ApplicationScoped
public class ShutdownGuard {

    private static final Logger LOG = Logger.getLogger(ShutdownGuard.class);

    /// A call to the token endpoint may take half of it, and storing what it answers the other.
    public static final int PATIENCE_SECONDS = 20;

    /// The process itself is one party: the phase ends when it stops and nothing is under way.
    private final Phaser underWay = new Phaser(1);

    private volatile boolean stopping;

    /// `work`, which the process waits for when it is told to stop. Fails with a
    /// [StoppingException], and does not begin, when it has been told so already.
    public <T> Uni<T> finish(Uni<T> work) {
        return Uni.createFrom().deferred(() -> registered(work));
    }

    private <T> Uni<T> registered(Uni<T> work) {
        // Registered first: either the stop waits for us, or we see it.
        underWay.register();
        if (stopping) {
            underWay.arriveAndDeregister();
            return Uni.createFrom().failure(new StoppingException());
        }
        return work.onTermination().invoke(underWay::arriveAndDeregister);
    }

    /// What work that is under way leaves behind. Begins although the process is stopping, as it is
    /// still waiting for whoever begins this.
    public <T> Uni<T> goOn(Uni<T> work) {
        return Uni.createFrom()
                .deferred(() -> {
                    underWay.register();
                    return work.onTermination().invoke(underWay::arriveAndDeregister);
                });
    }

    void announce(@Observes StopDelay.Over over) {
        stopping = true;
    }

    void stop(@Observes ShutdownEvent event) {
        stopping = true;
        try {
            var _ =
                    underWay.awaitAdvanceInterruptibly(
                            underWay.arrive(), PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException late) {
            LOG.warnf("shutdown.work_cut unfinished=%d", underWay.getUnarrivedParties());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
