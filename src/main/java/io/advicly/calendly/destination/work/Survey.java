package io.advicly.calendly.destination.work;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlResult;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

/// Looks at all destinations at once, with one statement each, however many there are.
@ApplicationScoped
class Survey {

    /// What a destination has not been read on to, seen from `destinations d`.
    private static final String PENDING =
            """
            (EXISTS (SELECT FROM events e WHERE e.position > d.position AND e.position <= $1
                AND d.tenant_id <> '*' AND e.tenant_id = d.tenant_id AND e.type = ANY(coalesce(d.types, $2)))
              OR d.tenant_id = '*' AND EXISTS (SELECT FROM events e
                WHERE e.position > d.position AND e.position <= $1 AND e.type = ANY(coalesce(d.types, $2))))\
            """;

    private static final String BEHIND =
            "SELECT d.id FROM destinations d WHERE d.position < $1 AND d.failures < %d AND %s AND %s AND %s"
                    .formatted(Backlog.AWAY_AFTER, DispatchTable.ON, DispatchTable.FREE, PENDING);

    private static final String DUE =
            "SELECT d.id FROM destinations d WHERE d.due_at <= now() AND %s AND %s ORDER BY d.due_at LIMIT 200"
                    .formatted(DispatchTable.ON, DispatchTable.FREE);

    /// Those that nothing has concerned for long: else they would seem to have missed what is
    /// dropped from the feed. Also of those that are paused or held.
    private static final String MOVE_ON =
            "UPDATE destinations d SET position = $1 WHERE d.position < $3 AND %s AND NOT %s"
                    .formatted(DispatchTable.FREE, PENDING);

    private static final String STATES =
            """
            SELECT CASE WHEN paused THEN 'paused' WHEN held_at IS NOT NULL THEN 'held'
              WHEN failing_since IS NOT NULL THEN 'failing' ELSE 'active' END AS state, count(*) AS number,
              CAST(coalesce(max(extract(epoch FROM now() - failing_since)), 0) AS bigint) AS seconds
            FROM destinations GROUP BY 1\
            """;

    private final Pool pool;

    Survey(Pool pool) {
        this.pool = pool;
    }

    /// @param seconds how long the one that has failed longest has
    record State(String state, long number, long seconds) {}

    /// Those for which something has come, up to a position, and that nobody is at.
    Uni<List<UUID>> behind(long upTo) {
        return pool.preparedQuery(BEHIND)
                .execute(Tuple.newInstance(io.vertx.sqlclient.Tuple.of(upTo, (Object) usual())))
                .map(Survey::ids);
    }

    /// Those of which something is to be tried again now.
    Uni<List<UUID>> due() {
        return pool.query(DUE).execute().map(Survey::ids);
    }

    /// @param than those that are behind this one
    Uni<Integer> moveOn(long upTo, long than) {
        return pool.preparedQuery(MOVE_ON)
                .execute(Tuple.newInstance(io.vertx.sqlclient.Tuple.of(upTo, usual(), than)))
                .map(SqlResult::rowCount);
    }

    Uni<List<State>> states() {
        return pool.query(STATES)
                .execute()
                .map(rows ->
                        StreamSupport.stream(rows.spliterator(), false)
                                .map(Survey::state)
                                .toList());
    }

    private static State state(Row row) {
        return new State(row.getString("state"), row.getLong("number"), row.getLong("seconds"));
    }

    private static String[] usual() {
        return WantedTypes.codes(WantedTypes.usual());
    }

    private static List<UUID> ids(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> row.getUUID("id"))
                .toList();
    }
}
