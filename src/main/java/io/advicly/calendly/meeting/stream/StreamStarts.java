package io.advicly.calendly.meeting.stream;

import io.advicly.calendly.platform.batch.BatchLimits;
import io.advicly.calendly.platform.batch.BatchWork;
import io.advicly.calendly.platform.batch.Batcher;
import io.advicly.calendly.platform.chain.CallersContext;
import io.advicly.calendly.platform.database.DatabaseSettings;
import io.advicly.calendly.security.identity.Caller;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;

/// Where streams begin. Those that are opened while a statement is under way share the next one:
/// when a replica ends, all its clients are at the others within a second, and a transaction for
/// each would have most of them turned away.
@ApplicationScoped
class StreamStarts implements BatchWork<StreamStarts.Opened, StreamStarts.Start> {

    /// One look into the index for each.
    private static final String LATEST =
            """
            SELECT numbers.last_value AS anybodys, coalesce(latest.change_id, 0) AS own
            FROM unnest($1::varchar[], $2::varchar[]) WITH ORDINALITY AS asked (tenant_id, user_id, stream)
            CROSS JOIN meeting_change_ids AS numbers
            LEFT JOIN LATERAL (
              SELECT c.change_id FROM meeting_changes c
              WHERE c.tenant_id = asked.tenant_id AND c.user_id = asked.user_id
              ORDER BY c.change_id DESC LIMIT 1) AS latest ON true
            ORDER BY asked.stream\
            """;

    private final Pool pool;
    private final Batcher<Opened, Start> batcher;

    StreamStarts(Pool pool, DatabaseSettings settings) {
        this.pool = pool;
        this.batcher = new Batcher<>(limits(settings), this);
    }

    private static BatchLimits limits(DatabaseSettings settings) {
        return new BatchLimits(
                Integer.MAX_VALUE,
                Long.MAX_VALUE,
                256,
                Long.MAX_VALUE,
                2,
                32,
                settings.requestLimit());
    }

    /// @param lastId where the caller has got to; empty for somebody new
    record Opened(Caller caller, OptionalLong lastId) {}

    /// @param id what comes after it is said
    /// @param resumed whether it goes on where another stream ended; false: from now on
    record Start(long id, boolean resumed) {

        /// A number that was never handed out, by another installation for example, is as good as
        /// none.
        ///
        /// @param anybodys the latest that anybody's change may have
        /// @param own the latest of the caller's own changes; 0 before the first
        static Start decide(OptionalLong lastId, long anybodys, long own) {
            return lastId.isPresent() && lastId.getAsLong() <= anybodys
                    ? new Start(lastId.getAsLong(), true)
                    : new Start(own, false);
        }
    }

    Uni<Start> start(Caller caller, OptionalLong lastId) {
        return CallersContext.keep(batcher.submit(new Opened(caller, lastId), 0));
    }

    @Override
    public Uni<List<Start>> apply(List<Opened> opened) {
        return pool.preparedQuery(LATEST)
                .execute(parameters(opened))
                .map(rows -> starts(opened, rows));
    }

    private static List<Start> starts(List<Opened> opened, RowSet<Row> rows) {
        Iterator<Opened> asked = opened.iterator();
        List<Start> starts = new ArrayList<>();
        for (Row row : rows) {
            starts.add(
                    Start.decide(
                            asked.next().lastId(), row.getLong("anybodys"), row.getLong("own")));
        }
        return starts;
    }

    private static Tuple parameters(List<Opened> opened) {
        return Tuple.tuple()
                .addArrayOfString(
                        opened.stream().map(one -> one.caller().tenantId()).toArray(String[]::new))
                .addArrayOfString(
                        opened.stream().map(one -> one.caller().userId()).toArray(String[]::new));
    }
}
