package io.advicly.calendly.feed.sequence;

import io.advicly.calendly.feed.FeedSettings;
import io.advicly.calendly.platform.work.Watchdog;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/// Makes partitions of the feed ahead, one for each day, and drops those that were kept long
/// enough, whole. Both hold the feed's lock, and so the sequencer, for a moment: whoever does not
/// get to it within that moment, as somebody reads for long, comes back with the next turn.
@ApplicationScoped
public class EventPartitions {

    private static final int AHEAD = 7;
    private static final String IMPATIENT = "SELECT set_config('lock_timeout', '1s', true)";

    private static final String MISSING =
            """
            SELECT day::date::text AS day
            FROM generate_series((now() AT TIME ZONE 'UTC')::date,
                                 (now() AT TIME ZONE 'UTC')::date + $1::integer, interval '1 day') AS day
            WHERE to_regclass('events_' || to_char(day, 'YYYYMMDD')) IS NULL
            ORDER BY day\
            """;

    private static final String MAKE = "SELECT events_make_partition($1::text::date)";

    private static final String DROP =
            "SELECT events_drop_partition(now() - $1::bigint * interval '1 second') AS part";

    /// What has come to stand outside of the days' partitions.
    private static final String DELETE =
            """
            WITH gone AS (
              DELETE FROM events_rest WHERE sequenced_at < now() - $1::bigint * interval '1 second'
              RETURNING position)
            UPDATE event_feed SET dropped_position = greatest(dropped_position,
              (SELECT max(position) FROM gone))
            WHERE EXISTS (SELECT FROM gone)\
            """;

    private final Pool pool;
    private final Duration keep;
    private final Watchdog watchdog;

    EventPartitions(Pool pool, FeedSettings settings, Watchdog watchdog) {
        this.pool = pool;
        this.keep = settings.keep();
        this.watchdog = watchdog;
    }

    @Scheduled(
            identity = "feed-partitions",
            every = "10m",
            concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> tick() {
        return watchdog.housekeeping("feed-partitions", this::run);
    }

    public Uni<Void> run() {
        return make().chain(this::drop)
                .chain(() -> pool.preparedQuery(DELETE).execute(Tuple.of(keep.toSeconds())))
                .replaceWithVoid();
    }

    private Uni<Void> make() {
        return pool.preparedQuery(MISSING)
                .execute(Tuple.of(AHEAD))
                .onItem()
                .transformToMulti(rows -> Multi.createFrom().iterable(rows))
                .onItem()
                .transformToUniAndConcatenate(
                        row -> impatiently(MAKE, Tuple.of(row.getString("day"))))
                .onItem()
                .ignoreAsUni();
    }

    private Uni<Void> drop() {
        return Multi.createBy()
                .repeating()
                .uni(() ->
                        impatiently(DROP, Tuple.of(keep.toSeconds()))
                                .map(rows -> rows.iterator().next().getString("part") != null))
                .whilst(dropped -> dropped)
                .onItem()
                .ignoreAsUni();
    }

    private Uni<RowSet<Row>> impatiently(String sql, Tuple parameters) {
        return pool.withTransaction(transaction -> impatiently(transaction, sql, parameters));
    }

    private static Uni<RowSet<Row>> impatiently(
            SqlConnection transaction, String sql, Tuple parameters) {
        return transaction
                .query(IMPATIENT)
                .execute()
                .chain(() -> transaction.preparedQuery(sql).execute(parameters));
    }
}
