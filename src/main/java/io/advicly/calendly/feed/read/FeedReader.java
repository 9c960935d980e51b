package io.advicly.calendly.feed.read;

import io.advicly.calendly.feed.CursorExpiredException;
import io.advicly.calendly.feed.CursorUnknownException;
import io.advicly.calendly.feed.Event;
import io.advicly.calendly.feed.EventType;
import io.advicly.calendly.feed.FeedPage;
import io.advicly.calendly.feed.FeedScope;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;

/// Reads the feed. Holds nothing between two pages: a reader is its cursor.
@ApplicationScoped
public class FeedReader {

    /// What is looked through for the wanted types with one statement.
    private static final int REACH = 1_000;

    /// What a page may hold in bytes as stored, its first event aside.
    private static final int MOST_BYTES = 4 << 20;

    /// Events and how far the feed has got are seen at the same moment. What is of other types is
    /// passed without reading what it says.
    private static final String READ =
            """
            SELECT f.last_position, f.dropped_position, e.*
            FROM event_feed f LEFT JOIN LATERAL (
              SELECT position, type, created_at, tenant_id, user_id, connection_id, subject, within,
                CASE WHEN wanted THEN CAST(data AS text) END AS data
              FROM (
                SELECT *, count(*) OVER () AS within,
                  count(*) FILTER (WHERE wanted) OVER before AS nth,
                  coalesce(sum(pg_column_size(data)) FILTER (WHERE wanted) OVER before, 0)
                    - CASE WHEN wanted THEN pg_column_size(data) ELSE 0 END AS bytes
                FROM (
                  SELECT *, (cardinality($2::varchar[]) = 0 OR type = ANY ($2::varchar[])) AS wanted
                  FROM events WHERE position > $1 AND %s
                  ORDER BY position LIMIT $4) AS reach
                WINDOW before AS (ORDER BY position ROWS UNBOUNDED PRECEDING)) AS counted
              WHERE nth <= $3 AND bytes < %d) AS e ON true
            ORDER BY e.position\
            """;

    private static final String OF_ALL = READ.formatted("$5::varchar IS NULL", MOST_BYTES);
    private static final String OF_ONE = READ.formatted("tenant_id = $5", MOST_BYTES);

    private static final String LATEST = "SELECT last_position FROM event_feed";
    private static final String OLDEST = "SELECT dropped_position + 1 FROM event_feed";
    private static final String AT =
            """
            SELECT greatest(dropped_position, coalesce((
                SELECT position - 1 FROM events WHERE sequenced_at >= $1
                ORDER BY position LIMIT 1), last_position))
            FROM event_feed\
            """;

    private final Pool pool;

    FeedReader(Pool pool) {
        this.pool = pool;
    }

    /// What comes after a position, in order.
    ///
    /// @param types of these; empty for all
    /// @param limit at most so many; fewer where they are large
    /// @return fails with [CursorExpiredException] where some of it was dropped already, and with
    ///   [CursorUnknownException] where the feed has not got so far
    public Uni<FeedPage> read(FeedScope scope, long after, Set<EventType> types, int limit) {
        String[] codes = types.stream().map(EventType::code).toArray(String[]::new);
        int reach = codes.length == 0 ? limit : Math.max(limit, REACH);
        String sql =
                switch (scope) {
                    case FeedScope.AllTenants() -> OF_ALL;
                    case FeedScope.OneTenant one -> OF_ONE;
                };
        String tenant =
                switch (scope) {
                    case FeedScope.AllTenants() -> null;
                    case FeedScope.OneTenant(String id) -> id;
                };
        return pool.preparedQuery(sql)
                .execute(
                        Tuple.newInstance(
                                io.vertx.sqlclient.Tuple.of(after, codes, limit, reach, tenant)))
                .map(rows -> page(rows, after, reach));
    }

    private static FeedPage page(RowSet<Row> rows, long after, int reach) {
        Row feed = rows.iterator().next();
        if (after < feed.getLong("dropped_position")) {
            throw new CursorExpiredException(feed.getLong("dropped_position") + 1);
        }
        if (after > feed.getLong("last_position")) {
            throw new CursorUnknownException(after);
        }
        List<Row> seen =
                StreamSupport.stream(rows.spliterator(), false)
                        .filter(row -> row.getLong("position") != null)
                        .toList();
        List<Event> events =
                seen.stream()
                        .filter(row -> row.getString("data") != null)
                        .map(FeedReader::event)
                        .toList();
        if (seen.isEmpty()) {
            return new FeedPage(events, feed.getLong("last_position"), true);
        }
        long within = feed.getLong("within");
        boolean atEnd = within < reach && seen.size() == within;
        long next = atEnd ? feed.getLong("last_position") : seen.getLast().getLong("position");
        return new FeedPage(events, next, atEnd);
    }

    private static Event event(Row row) {
        return new Event(
                row.getLong("position"),
                EventType.stored(row.getString("type")),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getString("tenant_id"),
                row.getString("user_id"),
                row.getUUID("connection_id"),
                row.getString("subject"),
                row.getString("data"));
    }

    /// The position that was given last.
    public Uni<Long> latest() {
        return number(LATEST, Tuple.tuple());
    }

    /// The position of the oldest event that is kept, or of the next one.
    public Uni<Long> oldest() {
        return number(OLDEST, Tuple.tuple());
    }

    /// After which all that got its position at this moment or later comes.
    public Uni<Long> at(Instant time) {
        return number(AT, Tuple.of(time.atOffset(ZoneOffset.UTC)));
    }

    private Uni<Long> number(String sql, Tuple parameters) {
        return pool.preparedQuery(sql)
                .execute(parameters)
                .map(rows -> rows.iterator().next().getLong(0));
    }
}
