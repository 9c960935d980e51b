package io.advicly.calendly.platform.batch;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;

/// What a [Batcher] does with what it has gathered.
public interface BatchWork<T, R> {

    /// One result for each item, in the same order.
    Uni<List<R>> apply(List<T> items);

    /// A call has answered so many items; the first of them had waited so long for that.
    default void answered(int items, Duration longest) {}

    /// Whether a failed call may succeed for some of its items: they are then tried one by one.
    default boolean oneMaySpoilAll(Throwable failure) {
        return false;
    }
}
