package io.advicly.calendly.webhook.admin;

import io.advicly.calendly.platform.chain.CallersContext;
import io.advicly.calendly.platform.chain.Unis;
import io.advicly.calendly.platform.journal.Journal;
import io.advicly.calendly.platform.journal.JournalEntry;
import io.advicly.calendly.platform.work.InBatches;
import io.advicly.calendly.security.identity.Caller;
import io.advicly.calendly.webhook.FairOrder;
import io.advicly.calendly.webhook.work.DeliveryNotifier;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlResult;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// Has deliveries worked off once more. Harmless at any time: the projection takes the same thing
/// any number of times.
@ApplicationScoped
class Replay {

    private static final int BATCH = 1_000;

    private static final String AGAIN =
            "SET state = 'pending', attempts = 0, claims = 0, last_error = NULL, processed_at = NULL,"
                    + " to_fetch = false,";

    private static final String ONE =
            "UPDATE calendly_webhook_deliveries "
                    + AGAIN
                    + " due_at = now(), turn = now() WHERE id = $1";

    /// Those of one organization in a row, see [FairOrder].
    private static final String MANY =
            """
            WITH chosen AS MATERIALIZED (
              SELECT id, organization_uri, received_at FROM calendly_webhook_deliveries%1$s
              ORDER BY received_at, id LIMIT %2$d FOR UPDATE SKIP LOCKED),
            ranked AS (
              SELECT id, row_number() OVER (PARTITION BY organization_uri ORDER BY received_at, id)
                AS place FROM chosen)
            UPDATE calendly_webhook_deliveries d
            %3$s due_at = now(), turn = now() + ranked.place * interval '%4$d milliseconds'
            FROM ranked WHERE d.id = ranked.id\
            """;

    private final Pool pool;
    private final DeliveryNotifier stored;
    private final Journal journal;

    Replay(Pool pool, DeliveryNotifier stored, Journal journal) {
        this.pool = pool;
        this.stored = stored;
        this.journal = journal;
    }

    /// @return 0 when there is no such delivery
    Uni<Replayed> one(UUID id, Caller operator) {
        return CallersContext.keep(pool.preparedQuery(ONE).execute(Tuple.of(id)))
                .map(rows -> new Replayed(rows.rowCount()))
                .call(replayed -> note(replayed, entry(operator).with("delivery", id)));
    }

    /// @param query settled deliveries
    Uni<Replayed> many(DeliveryQuery query, Caller operator) {
        return CallersContext.keep(all(query))
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
    private Uni<Long> all(DeliveryQuery query) {
        DeliveryFilter filter = DeliveryFilter.of(query);
        String sql = MANY.formatted(filter.where(), BATCH, AGAIN, FairOrder.SPACING.toMillis());
        return InBatches.all(
                BATCH,
                () ->
                        pool.preparedQuery(sql)
                                .execute(filter.parameters())
                                .map(SqlResult::rowCount));
    }

    private static String said(Optional<Instant> time) {
        return time.map(Instant::toString).orElse("any");
    }

    private Uni<Void> note(Replayed replayed, JournalEntry journalEntry) {
        if (replayed.count() == 0) {
            return Unis.nothing();
        }
        stored.give();
        return journal.note(journalEntry.with("count", replayed.count()));
    }

    private static JournalEntry entry(Caller operator) {
        return JournalEntry.of("deliveries.replayed", operator.tenantId(), operator.userId(), null);
    }
}
