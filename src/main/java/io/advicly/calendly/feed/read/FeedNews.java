package io.advicly.calendly.feed.read;

import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/// Tells those of this process who wait for events how far the feed has got, whichever replica has
/// brought it there. They hold nothing while they wait.
@ApplicationScoped
public class FeedNews {

    private final AtomicLong position = new AtomicLong();
    private final Set<Observer> observers = ConcurrentHashMap.newKeySet();

    /// Each is itself alone, however alike two are.
    private static final class Observer {

        private final LongConsumer told;

        Observer(LongConsumer told) {
            this.told = told;
        }
    }

    /// @param observer called whenever the feed has got further, on any thread: must return at once
    public Cancellable subscribe(LongConsumer observer) {
        Observer one = new Observer(observer);
        observers.add(one);
        return () -> observers.remove(one);
    }

    /// As far as is known here. May lag behind for a moment.
    public long position() {
        return position.get();
    }

    public void at(long reached) {
        if (position.getAndAccumulate(reached, Math::max) < reached) {
            observers.forEach(observer -> observer.told.accept(reached));
        }
    }
}
