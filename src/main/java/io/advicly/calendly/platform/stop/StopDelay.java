package io.advicly.calendly.platform.stop;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.eclipse.microprofile.config.Config;

/// Tells when a stop that was announced begins to turn callers away: after
/// `quarkus.shutdown.delay`, in which others learn of the stop and everybody is still answered.
///
/// Whoever works for nobody who waits goes by Quarkus's announcement instead, and begins nothing.
@ApplicationScoped
public class StopDelay {

    private final Vertx vertx;
    private final Event<Over> over;
    private final Duration delay;

    StopDelay(Vertx vertx, Event<Over> over, Config config) {
        this.vertx = vertx;
        this.over = over;
        this.delay =
                config.getOptionalValue("quarkus.shutdown.delay", Duration.class)
                        .orElse(Duration.ZERO);
    }

    /// From now on callers are turned away. Observers must not block.
    public record Over() {}

    void begin(@Observes ShutdownDelayInitiatedEvent announced) {
        if (delay.isZero()) {
            over.fire(new Over());
        } else {
            vertx.setTimer(delay.toMillis(), timer -> over.fire(new Over()));
        }
    }
}
