package io.advicly.calendly.platform.claims;

import io.advicly.calendly.platform.chain.Unis;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.Stream;

/// Strikes a replica off, and with that frees what it had claimed, all in one transaction: in most
/// tables a claim is void once its owner has no row. The others hear of it.
///
/// Whoever does so holds the replica's lock meanwhile: one that comes back at the same moment waits
/// for its next look, and enters anew.
@ApplicationScoped
class Departure {

    private static final String OF_THE_DEAD =
            "DELETE FROM replicas WHERE id = $1 AND missed_since <= now() - "
                    + Roll.MISSED_FOR
                    + " AND pg_try_advisory_xact_lock(id)";

    private static final String OF_ONE_THAT_STOPS = "DELETE FROM replicas WHERE id = $1";

    private static final String TELL = "SELECT pg_notify('" + ClaimedWork.FREED + "', '')";

    private final Pool pool;
    private final List<ClaimedWork> work;

    Departure(Pool pool, @All List<ClaimedWork> work) {
        this.pool = pool;
        this.work = work;
    }

    /// @return false when it lives after all, or somebody else is just striking it off
    Uni<Boolean> ofTheDead(long id) {
        return strikeOff(OF_THE_DEAD, id);
    }

    /// @return false when it had been struck off
    Uni<Boolean> ofOneThatStops(long id) {
        return strikeOff(OF_ONE_THAT_STOPS, id);
    }

    private Uni<Boolean> strikeOff(String sql, long id) {
        return pool.withTransaction(connection -> strikeOffAndFree(connection, sql, id));
    }

    private Uni<Boolean> strikeOffAndFree(SqlConnection connection, String sql, long id) {
        return connection
                .preparedQuery(sql)
                .execute(Tuple.of(id))
                .chain(rows ->
                        rows.rowCount() == 1
                                ? free(connection, id).replaceWith(true)
                                : Unis.item(false));
    }

    private Uni<Void> free(SqlConnection connection, long id) {
        return Multi.createFrom()
                .items(work.stream().flatMap(it -> Stream.ofNullable(it.freeing())))
                .onItem()
                .transformToUniAndConcatenate(
                        freeing -> connection.preparedQuery(freeing).execute(Tuple.of(id)))
                .onItem()
                .ignoreAsUni()
                .chain(() -> connection.query(TELL).execute())
                .replaceWithVoid();
    }
}
