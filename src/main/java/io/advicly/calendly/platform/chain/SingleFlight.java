package io.advicly.calendly.platform.chain;

import io.smallrye.mutiny.Uni;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/// Work that is done once for all of this process who ask for it while it is under way. Must not be
/// joined from inside a transaction: each of them answers on a context of its own.
///
/// @param <K> what tells pieces of work apart
/// @param <T> what the work results in
public final class SingleFlight<K, T> {

    private final Map<K, Uni<T>> work = new ConcurrentHashMap<>();

    /// The result of the work that is under way for `key`; starts it when there is none.
    public Uni<T> join(K key, Supplier<Uni<? extends T>> start) {
        return CallersContext.keep(
                Uni.createFrom()
                        .deferred(() -> work.computeIfAbsent(key, _ -> flight(start, key))));
    }

    private Uni<T> flight(Supplier<Uni<? extends T>> start, K key) {
        return Uni.createFrom()
                .deferred(start)
                .onTermination()
                .invoke(() -> work.remove(key))
                .memoize()
                .indefinitely();
    }
}
