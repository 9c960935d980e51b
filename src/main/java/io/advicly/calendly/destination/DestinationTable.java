package io.advicly.calendly.destination;

import io.advicly.calendly.destination.work.WantedTypes;
import io.advicly.calendly.feed.Event;
import io.advicly.calendly.platform.list.Cursor;
import io.advicly.calendly.platform.list.Slice;
import io.advicly.calendly.security.identity.BackendCaller;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// Destinations from the side of their backends. Every statement is scoped by the tenant that the
/// caller reaches: `$1`, null for all.
@ApplicationScoped
class DestinationTable {

    private static final String OWN = "($1::varchar IS NULL OR d.tenant_id = $1)";

    /// What is counted at most.
    private static final int MANY = 100_000;

    /// What the destination `d` gets of the events `e` in one of two places: `%s`.
    private static final String WAITING =
            """
            (SELECT e.created_at FROM %1$s WHERE %2$s AND d.tenant_id <> '*' AND e.tenant_id = d.tenant_id
               AND e.type = ANY(coalesce(d.types, $2)) LIMIT %3$d)
            UNION ALL
            (SELECT e.created_at FROM %1$s WHERE %2$s AND d.tenant_id = '*'
               AND e.type = ANY(coalesce(d.types, $2)) LIMIT %3$d)\
            """;

    private static final String AFTER =
            WAITING.formatted("events e", "e.position > d.position", MANY);

    private static final String IN_LINES =
            WAITING.formatted(
                    "destination_lines l JOIN events e ON e.subject = l.subject",
                    "l.destination_id = d.id AND e.position >= l.position AND e.position <= d.position",
                    MANY);

    private static final String BEHIND =
            """
            LEFT JOIN LATERAL (
              SELECT least(count(*), %d) AS events,
                CAST(coalesce(extract(epoch FROM now() - min(created_at)), 0) AS bigint) AS seconds
              FROM (%s UNION ALL %s) AS waiting) AS behind ON true\
            """
                    .formatted(MANY, AFTER, IN_LINES);

    private static final String VIEW =
            """
            SELECT d.id, d.tenant_id, d.url, coalesce(d.types, $2) AS types, d.description, d.paused,
              d.held_at, d.last_success_at, d.failing_since, d.last_error, d.created_at, behind.events, behind.seconds
            FROM (SELECT * FROM destinations d WHERE %s AND %s) AS d %s ORDER BY d.created_at DESC, d.id DESC\
            """;

    private static final String PAGE =
            VIEW.formatted(
                    OWN,
                    "($3::timestamptz IS NULL OR (d.created_at, d.id) < ($3, $4))"
                            + " ORDER BY d.created_at DESC, d.id DESC LIMIT $5",
                    BEHIND);

    private static final String ONE = VIEW.formatted(OWN, "d.id = $3", BEHIND);

    private static final String STORED =
            "SELECT d.id, d.tenant_id, d.url, d.secret,"
                    + " CASE WHEN d.previous_until > now() THEN d.previous_secret END AS previous_secret"
                    + " FROM destinations d WHERE "
                    + OWN
                    + " AND d.id = $2";

    private static final String ADD =
            """
            INSERT INTO destinations (id, tenant_id, url, types, description, secret, paused, position)
            SELECT $1, $2, $3, $4, $5, $6, $7, last_position FROM event_feed\
            """;

    /// Another address is tried at once, whatever came of the one before; and so is whatever waits
    /// when a pause ends, as if it had never been tried.
    private static final String CHANGE =
            """
            WITH turn AS (SELECT d.id, d.paused AND d.held_at IS NULL AND NOT $6::boolean AS unpaused
              FROM destinations d WHERE d.id = $2 AND %1$s),
            due AS (
              UPDATE destination_lines l SET due_at = now(),
                attempts = CASE WHEN n.unpaused THEN 0 ELSE l.attempts END,
                first_failed_at = CASE WHEN n.unpaused THEN NULL ELSE l.first_failed_at END
              FROM destinations d JOIN turn n USING (id)
              WHERE l.destination_id = d.id AND ($3::varchar <> d.url OR n.unpaused))
            UPDATE destinations d
            SET due_at = CASE WHEN n.unpaused OR $3::varchar <> d.url AND d.due_at IS NOT NULL THEN now() ELSE d.due_at END,
              failures = CASE WHEN n.unpaused THEN 0 ELSE d.failures END,
              failing_since = CASE WHEN n.unpaused THEN NULL ELSE d.failing_since END,
              last_error = CASE WHEN n.unpaused THEN NULL ELSE d.last_error END,
              url = coalesce($3, d.url), types = CASE WHEN $4 THEN $5 ELSE d.types END,
              paused = coalesce($6, d.paused), description = coalesce($7, d.description), updated_at = now()
            FROM turn n WHERE d.id = n.id\
            """
                    .formatted(OWN);

    private static final String REMOVE =
            "DELETE FROM destinations d WHERE " + OWN + " AND d.id = $2";

    /// Of three only two are good.
    private static final String ROTATE =
            """
            UPDATE destinations d SET previous_secret = d.secret, previous_until = now() + interval '24 hours',
              secret = $3, updated_at = now()
            WHERE d.id = $2 AND %s\
            """
                    .formatted(OWN);

    /// Whoever is at it finds that its claim is no longer one, and lets go once nothing is under
    /// way. What was not delivered yet is never passed by, however late the place is.
    private static final String RESUME =
            """
            UPDATE destinations d SET held_at = NULL, paused = false, failures = 0, failing_since = NULL,
              last_error = NULL, claim = NULL, due_at = now(), position = least($3, d.position), updated_at = now()
            WHERE d.id = $2 AND %s\
            """
                    .formatted(OWN);

    /// What comes after the place is read again.
    private static final String FORGET_LINES =
            "DELETE FROM destination_lines WHERE destination_id = $1 AND position > $2";

    private static final String LINES_ANEW =
            "UPDATE destination_lines SET attempts = 0, first_failed_at = NULL, due_at = now()"
                    + " WHERE destination_id = $1";

    private static String attemptsOf(String delivered) {
        return """
        SELECT a.id, a.event_position, a.type, a.at, a.status, a.duration_ms, a.error, a.body
        FROM destinations d JOIN destination_attempts a ON a.destination_id = d.id
        WHERE d.id = $2 AND %s AND ($3::bigint IS NULL OR a.event_position = $3)%s
          AND ($4::timestamptz IS NULL OR (a.at, a.id) < ($4, $5))
        ORDER BY a.at DESC, a.id DESC LIMIT $6\
        """
                .formatted(OWN, delivered);
    }

    private final Pool pool;

    DestinationTable(Pool pool) {
        this.pool = pool;
    }

    Uni<Void> add(
            StoredDestination destination,
            String @Nullable [] types,
            boolean paused,
            @Nullable String text) {
        return pool.preparedQuery(ADD)
                .execute(
                        tuple(
                                destination.id(),
                                destination.tenantId(),
                                destination.url(),
                                types,
                                text,
                                destination.secret(),
                                paused))
                .replaceWithVoid();
    }

    Uni<Slice<DestinationView>> page(BackendCaller caller, int limit, Optional<Cursor> after) {
        return pool.preparedQuery(PAGE)
                .execute(
                        tuple(
                                caller.tenantId(),
                                usual(),
                                after.map(it -> it.time().atOffset(ZoneOffset.UTC)).orElse(null),
                                after.map(Cursor::id).orElse(null),
                                limit + 1))
                .map(DestinationTable::views)
                .map(found ->
                        Slice.of(found, limit, last -> new Cursor(last.createdAt(), last.id())));
    }

    Uni<Optional<DestinationView>> view(BackendCaller caller, UUID id) {
        return pool.preparedQuery(ONE)
                .execute(tuple(caller.tenantId(), usual(), id))
                .map(rows -> views(rows).stream().findFirst());
    }

    Uni<Optional<StoredDestination>> stored(BackendCaller caller, UUID id) {
        return pool.preparedQuery(STORED)
                .execute(tuple(caller.tenantId(), id))
                .map(rows ->
                        StreamSupport.stream(rows.spliterator(), false)
                                .map(DestinationTable::stored)
                                .findFirst());
    }

    /// @param newTypes whether `types` is to be taken
    Uni<Boolean> change(
            BackendCaller caller,
            UUID id,
            DestinationChange change,
            boolean newTypes,
            String @Nullable [] types) {
        return pool.preparedQuery(CHANGE)
                .execute(
                        tuple(
                                caller.tenantId(),
                                id,
                                change.url(),
                                newTypes,
                                types,
                                change.paused(),
                                change.description()))
                .map(DestinationTable::isDone);
    }

    Uni<Boolean> remove(BackendCaller caller, UUID id) {
        return pool.preparedQuery(REMOVE)
                .execute(tuple(caller.tenantId(), id))
                .map(DestinationTable::isDone);
    }

    Uni<Boolean> rotate(BackendCaller caller, UUID id, String secret) {
        return pool.preparedQuery(ROTATE)
                .execute(tuple(caller.tenantId(), id, secret))
                .map(DestinationTable::isDone);
    }

    /// As it is then, before anything is sent.
    ///
    /// @param after everything after this position is sent again, beside what was held; null for
    ///   what was held alone
    Uni<Optional<DestinationView>> resume(BackendCaller caller, UUID id, @Nullable Long after) {
        return pool.withTransaction(connection -> resumeWithLines(connection, caller, id, after));
    }

    private static Uni<Optional<DestinationView>> resumeWithLines(
            SqlConnection connection, BackendCaller caller, UUID id, @Nullable Long after) {
        return connection
                .preparedQuery(RESUME)
                .execute(tuple(caller.tenantId(), id, after))
                .call(rows ->
                        isDone(rows) ? lines(connection, id, after) : Uni.createFrom().voidItem())
                .chain(() ->
                        connection
                                .preparedQuery(ONE)
                                .execute(tuple(caller.tenantId(), usual(), id)))
                .map(rows -> views(rows).stream().findFirst());
    }

    private static Uni<Void> lines(SqlConnection connection, UUID id, @Nullable Long after) {
        Uni<RowSet<Row>> anew = connection.preparedQuery(LINES_ANEW).execute(Tuple.of(id));
        return after == null
                ? anew.replaceWithVoid()
                : connection
                        .preparedQuery(FORGET_LINES)
                        .execute(Tuple.of(id, after))
                        .chain(() -> anew)
                        .replaceWithVoid();
    }

    Uni<Slice<AttemptView>> attempts(BackendCaller caller, UUID id, AttemptQuery query) {
        String delivered =
                query.delivered()
                        .map(it -> it ? " AND a.delivered" : " AND NOT a.delivered")
                        .orElse("");
        return pool.preparedQuery(attemptsOf(delivered))
                .execute(
                        tuple(
                                caller.tenantId(),
                                id,
                                query.event().orElse(null),
                                query.after()
                                        .map(it -> it.time().atOffset(ZoneOffset.UTC))
                                        .orElse(null),
                                query.after().map(Cursor::id).orElse(null),
                                query.limit() + 1))
                .map(rows ->
                        StreamSupport.stream(rows.spliterator(), false)
                                .map(DestinationTable::attempt)
                                .toList())
                .map(found ->
                        Slice.of(found, query.limit(), last -> new Cursor(last.at(), last.id())));
    }

    private static AttemptView attempt(Row row) {
        return new AttemptView(
                row.getUUID("id"),
                Event.id(row.getLong("event_position")),
                row.getString("type"),
                row.getOffsetDateTime("at").toInstant(),
                row.getInteger("status"),
                row.getInteger("duration_ms"),
                row.getString("error"),
                row.getString("body"));
    }

    private static StoredDestination stored(Row row) {
        return new StoredDestination(
                row.getUUID("id"),
                row.getString("tenant_id"),
                row.getString("url"),
                row.getString("secret"),
                row.getString("previous_secret"));
    }

    private static List<DestinationView> views(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false).map(DestinationTable::view).toList();
    }

    private static DestinationView view(Row row) {
        return new DestinationView(
                row.getUUID("id"),
                row.getString("tenant_id"),
                row.getString("url"),
                Arrays.asList(row.getArrayOfStrings("types")),
                row.getString("description"),
                row.getBoolean("paused"),
                DestinationColumns.state(row),
                new DestinationView.Behind(row.getLong("events"), row.getLong("seconds")),
                DestinationColumns.time(row, "last_success_at"),
                DestinationColumns.time(row, "failing_since"),
                row.getString("last_error"),
                row.getOffsetDateTime("created_at").toInstant());
    }

    private static boolean isDone(RowSet<Row> rows) {
        return rows.rowCount() == 1;
    }

    private static String[] usual() {
        return WantedTypes.codes(WantedTypes.usual());
    }

    private static Tuple tuple(@Nullable Object... values) {
        io.vertx.sqlclient.Tuple all = io.vertx.sqlclient.Tuple.tuple();
        for (Object value : values) {
            all.addValue(value);
        }
        return Tuple.newInstance(all);
    }
}
