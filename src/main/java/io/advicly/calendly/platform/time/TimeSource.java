package io.advicly.calendly.platform.time;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;
import org.jboss.logging.Logger;

/// The one clock. Everything that needs the time is given this [Clock], which tells the database's.
/// What two replicas must agree on to the millisecond says `now()` in its statement all the same.
@ApplicationScoped
class TimeSource {

    private static final Logger LOG = Logger.getLogger(TimeSource.class);
    private static final long PERIOD_MILLIS = 15_000;
    private static final String ASK = "SELECT clock_timestamp()";

    private final DatabaseTime time = OneClock.TIME;
    private long timer;

    @Produces
    @ApplicationScoped
    Clock clock() {
        return time;
    }

    /// Before anything that is scheduled begins.
    void start(@Observes @Priority(10) StartupEvent startup, Pool pool, Vertx vertx) {
        ask(pool);
        timer = vertx.setPeriodic(PERIOD_MILLIS, every -> ask(pool));
    }

    /// In development the timers of Vert.x outlive the application, which is started again.
    void stop(@Observes @Priority(Integer.MAX_VALUE) ShutdownEvent shutdown, Vertx vertx) {
        vertx.cancelTimer(timer);
    }

    private void ask(Pool pool) {
        long asked = System.nanoTime();
        pool.query(ASK)
                .execute()
                .subscribe()
                .with(
                        rows ->
                                time.answered(
                                        rows.iterator().next().getOffsetDateTime(0).toInstant(),
                                        asked),
                        failure -> LOG.debugf("time.unknown failure=%s", failure.getMessage()));
    }
}
