package io.advicly.calendly.backend;

import io.advicly.calendly.platform.chain.CallersContext;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// Has a few of many things under way at a time. The others wait, in the order in which they came,
/// and hold nothing.
final class FewAtATime {

    private final int most;
    private final Duration longest;
    private final LongSupplier nanoTime;
    private final Queue<Waiting> waiting = new ArrayDeque<>();
    private int underWay;

    /// @param longest that anybody waits for their turn
    FewAtATime(int most, Duration longest) {
        this(most, longest, System::nanoTime);
    }

    /// @param nanoTime the time that goes on, in nanoseconds
    FewAtATime(int most, Duration longest, LongSupplier nanoTime) {
        this.most = most;
        this.longest = longest;
        this.nanoTime = nanoTime;
    }

    private record Waiting(long since, Runnable turn, Runnable refusal) {}

    /// What comes of `work`, which is asked for once it is its turn, where this was subscribed.
    /// Fails with a [TooLongException] where others take so long that it is not its turn.
    <T> Uni<T> inTurn(Supplier<Uni<T>> work) {
        return CallersContext.keep(
                Uni.createFrom()
                        .emitter(emitter ->
                                await(
                                        here(() -> begin(work, emitter)),
                                        here(() -> emitter.fail(new TooLongException())))));
    }

    /// A database that answers nobody keeps all of them waiting.
    static final class TooLongException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        TooLongException() {
            super("others take too long", null, false, false);
        }
    }

    /// Each as its own caller, and none inside of another one's end.
    private static Runnable here(Runnable work) {
        Context context = Vertx.currentContext();
        return context == null ? work : () -> context.runOnContext(turn -> work.run());
    }

    private void await(Runnable turn, Runnable refusal) {
        synchronized (this) {
            if (underWay == most) {
                waiting.add(new Waiting(nanoTime.getAsLong(), turn, refusal));
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
        List<Waiting> tooLong = new ArrayList<>();
        Waiting next;
        synchronized (this) {
            next = waiting.poll();
            while (next != null && nanoTime.getAsLong() - next.since() > longest.toNanos()) {
                tooLong.add(next);
                next = waiting.poll();
            }
            if (next == null) {
                underWay--;
            }
        }
        tooLong.forEach(one -> one.refusal().run());
        if (next != null) {
            next.turn().run();
        }
    }
}
