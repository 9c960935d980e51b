package io.advicly.calendly.feed.sequence;

import io.advicly.calendly.platform.work.Watchdog;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicLong;

/// Measures how far the feed is, and what waits to get into it, of all replicas together.
@ApplicationScoped
class FeedWatch {

    /// The position that was given last.
    static final String POSITION = "feed.position";

    /// Drafts that have no position yet, and the age of the oldest in seconds.
    static final String DRAFTS = "feed.drafts";

    static final String AGE = "feed.drafts.age.seconds";

    /// At most so many are looked at: more show as this many.
    private static final int REACH = 10_000;

    private static final String LOOK =
            """
            SELECT last_position, (SELECT count(*) FROM (SELECT FROM event_drafts LIMIT %d) AS reach) AS drafts,
              coalesce(extract(epoch FROM clock_timestamp() - (
                SELECT created_at FROM event_drafts ORDER BY id LIMIT 1)), 0)::bigint AS age
            FROM event_feed\
            """
                    .formatted(REACH);

    private final Pool pool;
    private final Watchdog watchdog;
    private final AtomicLong position = new AtomicLong();
    private final AtomicLong drafts = new AtomicLong();
    private final AtomicLong age = new AtomicLong();

    FeedWatch(Pool pool, Watchdog watchdog, MeterRegistry meters) {
        this.pool = pool;
        this.watchdog = watchdog;
        meters.gauge(POSITION, position);
        meters.gauge(DRAFTS, drafts);
        meters.gauge(AGE, age);
    }

    @Scheduled(
            identity = "feed-watch",
            every = "15s",
            concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> look() {
        return watchdog.housekeeping("feed-watch", this::run);
    }

    private Uni<Void> run() {
        return pool.preparedQuery(LOOK)
                .execute()
                .invoke(rows -> show(rows.iterator().next()))
                .replaceWithVoid();
    }

    private void show(Row row) {
        position.set(row.getLong("last_position"));
        drafts.set(row.getLong("drafts"));
        age.set(Math.max(0, row.getLong("age")));
    }
}
