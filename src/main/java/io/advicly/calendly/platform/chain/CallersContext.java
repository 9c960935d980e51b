package io.advicly.calendly.platform.chain;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;

/// Keeps a pipeline on the Vert.x context it was subscribed on.
///
/// Hibernate Reactive binds its session to that context; timers and HTTP clients may answer on
/// another thread, after which a transaction could not be opened.
public final class CallersContext {

    private CallersContext() {}

    /// `uni`, answering where it was subscribed.
    public static <T> Uni<T> keep(Uni<T> uni) {
        return Uni.createFrom().deferred(() -> emittedHere(uni));
    }

    private static <T> Uni<T> emittedHere(Uni<T> uni) {
        Context context = Vertx.currentContext();
        return context == null
                ? uni
                : uni.emitOn(task -> context.runOnContext(ignored -> task.run()));
    }

    /// Answers after `delay`, where it was subscribed.
    public static Uni<Void> pause(Duration delay) {
        return keep(Unis.nothing().onItem().delayIt().by(Patience.atLeastAMoment(delay)));
    }
}
