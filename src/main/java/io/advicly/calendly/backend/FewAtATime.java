package io.advicly.calendly.backend;

import io.advicly.calendly.platform.chain.CallersContext;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Supplier;

/// Has a few of many things under way at a time. The others wait, in the order in which they came,
/// and hold nothing.
final class FewAtATime {

    private final int most;
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private int underWay;

    FewAtATime(int most) {
        this.most = most;
    }

    /// What comes of `work`, which is asked for once it is its turn, where this was subscribed.
    <T> Uni<T> inTurn(Supplier<Uni<T>> work) {
        return CallersContext.keep(
                Uni.createFrom().emitter(emitter -> await(here(() -> begin(work, emitter)))));
    }

    /// Each as its own caller, and none inside of another one's end.
    private static Runnable here(Runnable work) {
        Context context = Vertx.currentContext();
        return context == null ? work : () -> context.runOnContext(turn -> work.run());
    }

    private void await(Runnable turn) {
        synchronized (this) {
            if (underWay == most) {
                waiting.add(turn);
                return;
            }
            underWay++;
        }
        turn.run();
    }

    private <T> void begin(Supplier<Uni<T>> work, UniEmitter<? super T> emitter) {
        Uni.createFrom()
                .deferred(work::get)
                .onTermination()
                .invoke(this::ended)
                .subscribe()
                .with(emitter::complete, emitter::fail);
    }

    private void ended() {
        Runnable next;
        synchronized (this) {
            next = waiting.poll();
            if (next == null) {
                underWay--;
            }
        }
        if (next != null) {
            next.run();
        }
    }
}
