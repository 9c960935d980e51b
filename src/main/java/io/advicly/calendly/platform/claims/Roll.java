package io.advicly.calendly.platform.claims;

import io.advicly.calendly.platform.chain.Unis;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;

/// The SQL of who lives: a row for each replica, and a lock by its id that its session holds and
/// that PostgreSQL gives up with the session, at the latest when nothing was asked on it for ten
/// seconds. A look takes the locks of the dead for the length of its statement, shared, so that two
/// who look do not take each other for the living.
@Singleton
class Roll {

    /// How long a lock must have been free before its replica is believed dead: longer than it
    /// takes a living one to come back after its session, or the database, has ended.
    static final String MISSED_FOR = "interval '3 seconds'";

    /// Where the peer has vanished without a word, the server finds out; and a process that stands
    /// still is not at work.
    private static final String SETTINGS =
            "SET application_name = 'calendly-connect notices'; SET idle_session_timeout = '10s';"
                    + " SET tcp_keepalives_idle = 5; SET tcp_keepalives_interval = 2; SET tcp_keepalives_count = 2;"
                    + " SET tcp_user_timeout = '10s'";

    /// Where nothing can be written, nobody lives and nobody dies.
    private static final String READ_ONLY = "current_setting('transaction_read_only')::boolean";

    private static final String LOCK =
            "SELECT server.read_only,"
                    + " CASE WHEN server.read_only THEN false ELSE pg_try_advisory_lock($1) END AS held"
                    + " FROM (SELECT "
                    + READ_ONLY
                    + " AS read_only) AS server";

    private static final String ENTER =
            "INSERT INTO replicas (id) VALUES ($1) ON CONFLICT (id) DO UPDATE SET missed_since = NULL"
                    + " RETURNING xmax = 0";

    private static final String LOOK =
            """
            SELECT server.read_only, id, missed_since IS NOT NULL AS missed,
              coalesce(missed_since <= now() - %s, false) AS dead
            FROM (SELECT %s AS read_only) AS server
              LEFT JOIN replicas ON id = $1 OR pg_try_advisory_xact_lock_shared(id)\
            """
                    .formatted(MISSED_FOR, READ_ONLY);

    private static final String MISS =
            """
            UPDATE replicas SET missed_since = now()
            WHERE id = ANY($1::bigint[]) AND missed_since IS NULL
              AND pg_try_advisory_xact_lock_shared(id)\
            """;

    /// One whose lock nobody holds, or the one that looks.
    record Entry(long id, boolean missed, boolean dead) {}

    /// What became of a try to lock.
    ///
    /// @param held not where the server only reads, and not while somebody else holds it: for a
    ///   moment one who looks, or our last session, of which the server does not know yet that it
    ///   has ended
    record Lock(boolean readOnly, boolean held) {}

    /// What a look has shown.
    record Sight(boolean readOnly, List<Entry> entries) {}

    Uni<Void> prepare(PgConnection connection) {
        return run(() -> connection.query(SETTINGS).execute()).replaceWithVoid();
    }

    Uni<Lock> lock(PgConnection connection, long id) {
        return run(() -> connection.preparedQuery(LOCK).execute(Tuple.of(id)))
                .map(rows -> rows.iterator().next())
                .map(row -> new Lock(row.getBoolean("read_only"), row.getBoolean("held")));
    }

    /// @return whether it had no row
    Uni<Boolean> enter(PgConnection connection, long id) {
        return run(() -> connection.preparedQuery(ENTER).execute(Tuple.of(id)))
                .map(rows -> rows.iterator().next().getBoolean(0));
    }

    Uni<Sight> look(PgConnection connection, long id) {
        return run(() -> connection.preparedQuery(LOOK).execute(Tuple.of(id))).map(Roll::sight);
    }

    private static Sight sight(RowSet<Row> rows) {
        return new Sight(
                rows.iterator().next().getBoolean("read_only"),
                StreamSupport.stream(rows.spliterator(), false)
                        .filter(row -> row.getValue("id") != null)
                        .map(Roll::entry)
                        .toList());
    }

    private static Entry entry(Row row) {
        return new Entry(row.getLong("id"), row.getBoolean("missed"), row.getBoolean("dead"));
    }

    Uni<Void> miss(PgConnection connection, List<Long> ids) {
        return ids.isEmpty()
                ? Unis.nothing()
                : run(() ->
                                connection
                                        .preparedQuery(MISS)
                                        .execute(Tuple.of(ids.toArray(Long[]::new))))
                        .replaceWithVoid();
    }

    private static Uni<RowSet<Row>> run(Supplier<Future<RowSet<Row>>> statement) {
        return Uni.createFrom().completionStage(() -> statement.get().toCompletionStage());
    }
}
