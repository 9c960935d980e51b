package io.advicly.calendly.webhook;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;

/// When the worker may take its next batch, and how much.
///
/// One that comes after a pause is taken at once; what comes within the next few milliseconds is
/// gathered, as many deliveries cost hardly more than one. And the intake goes first: while its
/// load is high the worker waits longer and takes less, so that answers need not wait for a large
/// batch; but never longer than `pause`, so that the work goes on whatever arrives.
@ApplicationScoped
class Courtesy {

    static final Duration GATHER = Duration.ofMillis(25);

    private static final long LOOK_MILLIS = 10;

    private final IntakeLoad load;
    private final Vertx vertx;
    private final WebhookSettings.Worker settings;
    private volatile long last = System.nanoTime() - GATHER.toNanos();

    Courtesy(IntakeLoad load, Vertx vertx, WebhookSettings settings) {
        this.load = load;
        this.vertx = vertx;
        this.settings = settings.worker();
    }

    /// Answers when the next batch may begin, with the most that it may hold. To be asked by one at
    /// a time.
    Uni<Integer> go() {
        return Uni.createFrom()
                .<Integer>emitter(emitter -> gather(emitter::complete))
                .invoke(() -> last = System.nanoTime());
    }

    private void gather(IntConsumer go) {
        long left = TimeUnit.NANOSECONDS.toMillis(last + GATHER.toNanos() - System.nanoTime());
        Runnable then = () -> look(System.nanoTime() + settings.underLoad().pause().toNanos(), go);
        if (left > 0) {
            vertx.setTimer(left, timer -> then.run());
        } else {
            then.run();
        }
    }

    private void look(long end, IntConsumer go) {
        if (!load.isHigh()) {
            go.accept(settings.batch());
        } else if (end - System.nanoTime() > 0) {
            vertx.setTimer(LOOK_MILLIS, timer -> look(end, go));
        } else {
            go.accept(settings.underLoad().batch());
        }
    }
}
