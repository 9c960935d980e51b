package io.advicly.calendly.webhook;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/// Lets the intake go first: while its load is high the worker waits before each batch, but never
/// longer than `pause`, so that the work goes on whatever arrives.
@ApplicationScoped
class Courtesy {

    private static final long LOOK_MILLIS = 10;

    private final IntakeLoad load;
    private final Vertx vertx;
    private final Duration pause;

    Courtesy(IntakeLoad load, Vertx vertx, WebhookSettings settings) {
        this.load = load;
        this.vertx = vertx;
        this.pause = settings.worker().pause();
    }

    /// Answers when the next batch may begin.
    Uni<Void> go() {
        return load.isHigh()
                ? Uni.createFrom()
                        .emitter(emitter ->
                                look(
                                        System.nanoTime() + pause.toNanos(),
                                        () -> emitter.complete(null)))
                : Uni.createFrom().voidItem();
    }

    private void look(long end, Runnable go) {
        if (load.isHigh() && end - System.nanoTime() > 0) {
            vertx.setTimer(LOOK_MILLIS, timer -> look(end, go));
        } else {
            go.run();
        }
    }
}
