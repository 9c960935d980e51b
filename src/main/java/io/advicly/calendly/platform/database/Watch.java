package io.advicly.calendly.platform.database;

import io.vertx.core.Vertx;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Ends what is overdue. One timer looks at all connections, a few dozen, some times a second: a
/// timer for each statement would cost more than many statements do.
///
/// Where one connection has gone silent, those that have been idle meanwhile have as well, most
/// likely. They are ended with it, as each would cost somebody the time to find out. One that could
/// not be made tells nothing of those that are there.
final class Watch {

    private static final long PERIOD_MILLIS = 200;

    private final Set<Bounded> watched = ConcurrentHashMap.newKeySet();
    private final Vertx vertx;
    private final long timer;

    Watch(Vertx vertx) {
        this.vertx = vertx;
        this.timer = vertx.setPeriodic(PERIOD_MILLIS, tick -> look(System.nanoTime()));
    }

    void add(Bounded one) {
        watched.add(one);
    }

    void remove(Bounded one) {
        watched.remove(one);
    }

    /// Vert.x itself goes on where a development mode loads the service anew.
    void end() {
        vertx.cancelTimer(timer);
        watched.forEach(Bounded::abandon);
    }

    private void look(long now) {
        for (Bounded overdue : watched.stream().filter(one -> one.isOverdue(now)).toList()) {
            if (watched.remove(overdue)) {
                overdue.end().ifPresent(since -> watched.forEach(other -> other.suspect(since)));
            }
        }
    }
}
