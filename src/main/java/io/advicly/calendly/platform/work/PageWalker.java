package io.advicly.calendly.platform.work;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Predicate;

/// Goes through many rows page after page, each from the place that the one before has reached. A
/// loop, never a Uni chained to itself.
public final class PageWalker {

    private PageWalker() {}

    /// @param start the place before the first page
    /// @param page does one page from a place on, and answers the place reached
    /// @param more whether there is another page from a place on; not asked of `start`
    /// @return the last place
    public static <P> Uni<P> walk(P start, Function<P, Uni<P>> page, Predicate<P> more) {
        return Uni.createFrom().deferred(() -> walkAnew(start, page, more));
    }

    private static <P> Uni<P> walkAnew(P start, Function<P, Uni<P>> page, Predicate<P> more) {
        AtomicReference<P> place = new AtomicReference<>(start);
        return Multi.createBy()
                .repeating()
                .uni(() -> page.apply(place.get()).invoke(place::set))
                .whilst(more)
                .collect()
                .last();
    }
}
