package io.advicly.calendly.platform.work;

import io.advicly.calendly.platform.chain.CallersContext;
import io.advicly.calendly.platform.chain.Unis;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;

/// Works off what is due, spread over all replicas: each claims one piece, does it, and claims the
/// next. A claim is a row that nobody else gets for a while and as long as the replica lives, so a
/// killed one holds up nothing for long.
@ApplicationScoped
public class DueWork {

    private final IsolatedContexts contexts;
    private final Watchdog watchdog;

    DueWork(IsolatedContexts contexts, Watchdog watchdog) {
        this.contexts = contexts;
        this.watchdog = watchdog;
    }

    /// One piece after the other, until nothing is due or `most` are done.
    private <T> Uni<Void> inTurn(
            String loop, int most, Supplier<Uni<Optional<T>>> claim, Function<T, Uni<Void>> work) {
        return Uni.createFrom().deferred(() -> turns(most, loop, claim, work));
    }

    private <T> Uni<Void> turns(
            int most, String loop, Supplier<Uni<Optional<T>>> claim, Function<T, Uni<Void>> work) {
        AtomicInteger left = new AtomicInteger(most);
        return Multi.createBy()
                .repeating()
                .uni(() -> watchdog.turn(loop, () -> next(claim, work)))
                .whilst(done -> done && left.decrementAndGet() > 0)
                .onItem()
                .ignoreAsUni();
    }

    /// In `lanes` at the same time, each in a context and hence a session of its own.
    ///
    /// @param loop what it is called where it stands ([Watchdog])
    /// @param most of all lanes together
    /// @param claim takes the piece that is due longest; empty when nothing is due
    /// @param work must not fail: what goes wrong with one piece must not stop the others
    public <T> Uni<Void> inLanes(
            String loop,
            int lanes,
            int most,
            Supplier<Uni<Optional<T>>> claim,
            Function<T, Uni<Void>> work) {
        int each = Math.ceilDiv(most, lanes);
        return CallersContext.keep(
                Multi.createFrom()
                        .range(0, lanes)
                        .onItem()
                        .transformToUni(lane -> contexts.run(() -> inTurn(loop, each, claim, work)))
                        .merge(lanes)
                        .onItem()
                        .ignoreAsUni());
    }

    private static <T> Uni<Boolean> next(
            Supplier<Uni<Optional<T>>> claim, Function<T, Uni<Void>> work) {
        return claim.get()
                .chain(found ->
                        found.map(piece -> work.apply(piece).replaceWith(true))
                                .orElseGet(() -> Unis.item(false)));
    }
}
