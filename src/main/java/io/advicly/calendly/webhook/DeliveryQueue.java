package io.advicly.calendly.webhook;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// The inbox from the worker's side. Every call is one statement, hence one transaction.
@ApplicationScoped
class DeliveryQueue {

    /// How far the queue is looked through, in the order of turns, for what may be claimed: past
    /// what others are at, and what is to be tried again later.
    private static final int REACH = 2_000;

    /// The lease ends by itself: should this process die, the rows are to be had again.
    private static final String CLAIM =
            """
            WITH due AS MATERIALIZED (
              SELECT d.id
              FROM (SELECT id, turn FROM calendly_webhook_deliveries
                    WHERE state = 'pending' ORDER BY turn LIMIT %d) AS queue
              JOIN calendly_webhook_deliveries d ON d.id = queue.id
              WHERE d.state = 'pending' AND d.due_at <= $1
                AND (d.leased_until IS NULL OR d.leased_until <= $1)
              ORDER BY queue.turn LIMIT $3
              FOR UPDATE OF d SKIP LOCKED)
            UPDATE calendly_webhook_deliveries d
            SET leased_until = $2, attempts = d.attempts + 1
            FROM due WHERE d.id = due.id
            RETURNING d.id, d.subscription_id, d.organization_uri, d.body, d.attempts\
            """
                    .formatted(REACH);

    private static final String SETTLE =
            """
            UPDATE calendly_webhook_deliveries
            SET state = $2, event = coalesce($3, event), last_error = $4, processed_at = $5
            WHERE id = $1 AND state = 'pending'\
            """;

    /// Only while the lease is still ours.
    private static final String RETRY =
            """
            UPDATE calendly_webhook_deliveries
            SET due_at = $2, turn = $2, leased_until = NULL, event = coalesce($3, event), last_error = $4
            WHERE id = $1 AND state = 'pending' AND attempts = $5\
            """;

    private final Pool pool;
    private final Clock clock;

    DeliveryQueue(Pool pool, Clock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    /// Takes up to `limit` deliveries that are due, in the order of their turns, for `lease`.
    Uni<List<ClaimedDelivery>> claim(int limit, Duration lease) {
        Instant now = clock.instant();
        return pool.preparedQuery(CLAIM)
                .execute(Tuple.of(at(now), at(now.plus(lease)), limit))
                .map(rows ->
                        StreamSupport.stream(rows.spliterator(), false)
                                .map(DeliveryQueue::claimed)
                                .toList());
    }

    Uni<Void> apply(ClaimedDelivery delivery, Disposition disposition) {
        return switch (disposition) {
            case Disposition.Settled settled ->
                    pool.preparedQuery(SETTLE)
                            .execute(
                                    Tuple.of(
                                            delivery.id(),
                                            settled.state(),
                                            storable(settled.event()),
                                            storable(settled.note()),
                                            at(clock.instant())))
                            .replaceWithVoid();
            case Disposition.Retry retry ->
                    pool.preparedQuery(RETRY)
                            .execute(
                                    Tuple.of(
                                            delivery.id(),
                                            at(retry.dueAt()),
                                            storable(retry.event()),
                                            storable(retry.error()),
                                            delivery.attempts()))
                            .replaceWithVoid();
        };
    }

    private static ClaimedDelivery claimed(Row row) {
        return new ClaimedDelivery(
                row.getUUID("id"),
                row.getUUID("subscription_id"),
                row.getString("organization_uri"),
                row.getBuffer("body").getBytes(),
                row.getInteger("attempts"));
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
