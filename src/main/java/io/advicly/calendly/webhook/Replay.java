package io.advicly.calendly.webhook;

import io.advicly.calendly.platform.CallersContext;
import io.advicly.calendly.platform.Entry;
import io.advicly.calendly.platform.Journal;
import io.advicly.calendly.security.Caller;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// Has deliveries worked off once more. Harmless at any time: the projection takes the same thing
/// any number of times.
@ApplicationScoped
class Replay {

    private static final int BATCH = 1_000;

    private static final String AGAIN =
            "SET state = 'pending', attempts = 0, claims = 0, last_error = NULL, processed_at = NULL,";

    private static final String ONE =
            "UPDATE calendly_webhook_deliveries " + AGAIN + " due_at = $2, turn = $2 WHERE id = $1";

    /// Those of one organization in a row, see [Turns].
    private static final String MANY =
            """
            WITH chosen AS MATERIALIZED (
              SELECT id, organization_uri, received_at FROM calendly_webhook_deliveries%1$s
              ORDER BY received_at, id LIMIT %2$d FOR UPDATE SKIP LOCKED),
            ranked AS (
              SELECT id, row_number() OVER (PARTITION BY organization_uri ORDER BY received_at, id)
                AS place FROM chosen)
            UPDATE calendly_webhook_deliveries d
            %3$s due_at = $%4$d::timestamptz,
                turn = $%4$d::timestamptz + ranked.place * interval '%5$d milliseconds'
            FROM ranked WHERE d.id = ranked.id\
            """;

    private final Pool pool;
    private final StoredSignal stored;
    private final Journal journal;
    private final Clock clock;

    Replay(Pool pool, StoredSignal stored, Journal journal, Clock clock) {
        this.pool = pool;
        this.stored = stored;
        this.journal = journal;
        this.clock = clock;
    }

    /// @return 0 when there is no such delivery
    Uni<Replayed> one(UUID id, Caller operator) {
        return CallersContext.keep(
                        pool.preparedQuery(ONE)
                                .execute(Tuple.of(id, DeliveryFilter.at(clock.instant()))))
                .map(rows -> new Replayed(rows.rowCount()))
                .call(replayed -> note(replayed, entry(operator).with("delivery", id)));
    }

    /// @param query settled deliveries
    Uni<Replayed> many(DeliveryQuery query, Caller operator) {
        return CallersContext.keep(rest(query, 0))
                .map(Replayed::new)
                .call(replayed ->
                        note(
                                replayed,
                                entry(operator)
                                        .with("state", query.state().orElseThrow().code())
                                        .with("from", said(query.from()))
                                        .with("to", said(query.to()))));
    }

    /// In small transactions, so that nobody waits long for a row.
    private Uni<Long> rest(DeliveryQuery query, long before) {
        DeliveryFilter filter = DeliveryFilter.of(query);
        Tuple parameters =
                filter.parameters().addOffsetDateTime(DeliveryFilter.at(clock.instant()));
        String sql =
                MANY.formatted(
                        filter.where(), BATCH, AGAIN, parameters.size(), Turns.SPACING.toMillis());
        return pool.preparedQuery(sql)
                .execute(parameters)
                .chain(rows -> {
                    long done = before + rows.rowCount();
                    return rows.rowCount() < BATCH
                            ? Uni.createFrom().item(done)
                            : rest(query, done);
                });
    }

    private static String said(Optional<Instant> time) {
        return time.map(Instant::toString).orElse("any");
    }

    private Uni<Void> note(Replayed replayed, Entry entry) {
        if (replayed.count() == 0) {
            return Uni.createFrom().voidItem();
        }
        stored.give();
        return journal.note(entry.with("count", replayed.count()));
    }

    private static Entry entry(Caller operator) {
        return Entry.of("deliveries.replayed", operator.tenantId(), operator.userId(), null);
    }
}
