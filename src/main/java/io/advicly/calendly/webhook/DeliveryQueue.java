package io.advicly.calendly.webhook;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// The inbox from the worker's side. Every call is one statement in one transaction, planned anew:
/// the plan for an inbox that was empty a moment ago, kept for one with ten thousand rows, takes
/// seconds.
@ApplicationScoped
class DeliveryQueue {

    /// How far the queue is looked through, in the order of turns, for what may be claimed: past
    /// what others are at, and what is to be tried again later.
    private static final int REACH = 2_000;

    /// The lease ends by itself: should this process die, the rows are to be had again. What is
    /// erased after this has been asked is erased from these rows too: they are there.
    private static final String CLAIM =
            """
            WITH due AS MATERIALIZED (
              SELECT d.id
              FROM (SELECT id, greatest(turn, due_at) AS place FROM calendly_webhook_deliveries
                    WHERE state = 'pending'
                    ORDER BY greatest(turn, due_at) LIMIT %d) AS queue
              JOIN calendly_webhook_deliveries d ON d.id = queue.id
              WHERE d.state = 'pending' AND d.due_at <= $1
                AND (d.leased_until IS NULL OR d.leased_until <= $1)
              ORDER BY queue.place LIMIT $3
              FOR UPDATE OF d SKIP LOCKED)
            UPDATE calendly_webhook_deliveries d
            SET leased_until = $2, claims = d.claims + 1
            FROM due WHERE d.id = due.id
            RETURNING d.id, d.subscription_id, d.organization_uri, d.body,
              d.attempts + 1 AS attempt, d.claims,
              EXISTS (SELECT FROM erased_addresses) AS erasures\
            """
                    .formatted(REACH);

    /// Never undoes what another worker has settled, should our lease have ended; and tries again
    /// only while the lease is ours.
    private static final String SETTLE =
            """
            UPDATE calendly_webhook_deliveries d
            SET state = s.state, event = coalesce(s.event, d.event), last_error = s.note,
                attempts = d.attempts + 1,
                due_at = coalesce(s.due_at, d.due_at), turn = coalesce(s.due_at, d.turn),
                processed_at = CASE WHEN s.state = 'pending' THEN NULL ELSE $7::timestamptz END,
                leased_until = NULL
            FROM unnest($1::uuid[], $2::integer[], $3::varchar[], $4::varchar[], $5::varchar[],
                        $6::timestamptz[])
              AS s (id, claims, state, event, note, due_at)
            WHERE d.id = s.id AND d.state = 'pending'
              AND (s.state <> 'pending' OR d.claims = s.claims)\
            """;

    private static final String PLAN_ANEW = "SET LOCAL plan_cache_mode = force_custom_plan";

    private final Pool pool;
    private final Clock clock;

    DeliveryQueue(Pool pool, Clock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    /// Takes up to `limit` deliveries that are due, in the order of their turns, for `lease`.
    Uni<List<ClaimedDelivery>> claim(int limit, Duration lease) {
        Instant now = clock.instant();
        return planned(CLAIM, Tuple.of(at(now), at(now.plus(lease)), limit))
                .map(rows ->
                        StreamSupport.stream(rows.spliterator(), false)
                                .map(row -> claimed(row, now.plus(lease)))
                                .toList());
    }

    /// Keeps what became of these deliveries.
    Uni<Void> settle(List<Settlement> settlements) {
        int count = settlements.size();
        UUID[] ids = new UUID[count];
        Integer[] claims = new Integer[count];
        String[] states = new String[count];
        @Nullable String[] events = new String[count];
        @Nullable String[] notes = new String[count];
        @Nullable OffsetDateTime[] dues = new OffsetDateTime[count];
        for (int index = 0; index < count; index++) {
            Settlement settlement = settlements.get(index);
            ids[index] = settlement.delivery().id();
            claims[index] = settlement.delivery().claims();
            states[index] = settlement.state();
            events[index] = storable(settlement.disposition().event());
            notes[index] = storable(settlement.note());
            Instant due = settlement.dueAt();
            dues[index] = due == null ? null : at(due);
        }
        return planned(
                        SETTLE,
                        Tuple.newInstance(
                                io.vertx.sqlclient.Tuple.of(
                                                ids, claims, states, events, notes, dues)
                                        .addOffsetDateTime(at(clock.instant()))))
                .replaceWithVoid();
    }

    private Uni<RowSet<Row>> planned(String sql, Tuple parameters) {
        return pool.withTransaction(connection ->
                connection
                        .query(PLAN_ANEW)
                        .execute()
                        .chain(() -> connection.preparedQuery(sql).execute(parameters)));
    }

    private static ClaimedDelivery claimed(Row row, Instant leasedUntil) {
        return new ClaimedDelivery(
                row.getUUID("id"),
                row.getUUID("subscription_id"),
                row.getString("organization_uri"),
                row.getBuffer("body").getBytes(),
                row.getInteger("attempt"),
                row.getInteger("claims"),
                leasedUntil,
                row.getBoolean("erasures"));
    }

    /// PostgreSQL keeps no U+0000 in a text, and an outcome that cannot be written would be
    /// repeated for ever.
    private static @Nullable String storable(@Nullable String text) {
        return text == null ? null : text.replace("\u0000", "");
    }

    private static OffsetDateTime at(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
