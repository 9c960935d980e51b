package io.advicly.calendly.subscription.signing;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlResult;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongUnaryOperator;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// The SQL of what [SigningWatch] has seen.
@Singleton
class SigningTable {

    private static final String COUNT =
            """
            INSERT INTO signing_ways AS w (way, deliveries, found_at)
            VALUES ($1, $2::bigint, CASE WHEN $2::bigint >= $3::bigint THEN now() END)
            ON CONFLICT (way) DO UPDATE SET deliveries = w.deliveries + EXCLUDED.deliveries,
              found_at = coalesce(
                w.found_at, CASE WHEN w.deliveries + EXCLUDED.deliveries >= $3::bigint THEN now() END)\
            """;

    private static final String WAYS = "SELECT way, deliveries, found_at FROM signing_ways";

    private static final String REFUSED =
            """
            INSERT INTO refused_signatures AS r (subscription_id, since, last_at, deliveries)
            SELECT id, now() - first_ago * interval '1 ms', now() - last_ago * interval '1 ms',
              deliveries
            FROM unnest($1::uuid[], $2::bigint[], $3::bigint[], $4::bigint[])
              AS one (id, first_ago, last_ago, deliveries)
            ORDER BY id
            ON CONFLICT (subscription_id) DO UPDATE SET
              last_at = greatest(r.last_at, EXCLUDED.last_at),
              deliveries = r.deliveries + EXCLUDED.deliveries\
            """;

    /// Another replica may have taken one in meanwhile; what is repeated to it is known only there.
    /// Calendly repeats for a day.
    private static final String WELL =
            """
            DELETE FROM refused_signatures r
            WHERE subscription_id = ANY($1) OR last_at < now() - interval '25 hours'
              OR EXISTS (
                SELECT FROM calendly_webhook_deliveries d
                WHERE d.subscription_id = r.subscription_id AND d.received_at > r.since)
              OR NOT EXISTS (
                SELECT FROM calendly_webhook_subscriptions s
                WHERE s.id = r.subscription_id AND s.state IN ('PENDING', 'ACTIVE', 'DISABLED'))\
            """;

    /// Has Calendly's list read again. A stranger who forges costs a call in ten minutes with it.
    private static final String ASK =
            """
            WITH asked AS (
              UPDATE refused_signatures SET asked_at = now()
              WHERE confirmed_at IS NULL AND since < now() - $1::bigint * interval '1 ms'
                AND (asked_at IS NULL OR asked_at < now() - interval '10 minutes')
              RETURNING subscription_id)
            UPDATE calendly_organizations SET due_at = now(), marks = marks + 1
            WHERE (due_at IS NULL OR due_at > now() + interval '1 minute') AND organization_uri IN (
              SELECT s.organization_uri FROM calendly_webhook_subscriptions s
              JOIN asked a ON a.subscription_id = s.id)\
            """;

    private static final String CONFIRM =
            """
            UPDATE refused_signatures r SET confirmed_at = now(), suspected_at = coalesce(suspected_at, now())
            FROM calendly_webhook_subscriptions s
            WHERE s.id = r.subscription_id AND r.confirmed_at IS NULL
              AND r.since < now() - $1::bigint * interval '1 ms'
              AND s.retry_started_at IS NOT NULL AND s.checked_at > r.since
            """;

    private static final String SUSPECT =
            """
            UPDATE refused_signatures r SET suspected_at = now()
            FROM calendly_webhook_subscriptions s
            WHERE s.id = r.subscription_id AND r.suspected_at IS NULL AND r.deliveries > 1
              AND r.since < now() - $1::bigint * interval '1 ms'
            """;

    private static final String RETURNING =
            " r.subscription_id, s.organization_uri, r.since, r.last_at, r.deliveries,"
                    + " r.suspected_at, r.confirmed_at";

    private static final String ALL =
            "SELECT"
                    + RETURNING
                    + " FROM refused_signatures r JOIN calendly_webhook_subscriptions s"
                    + " ON s.id = r.subscription_id ORDER BY r.since LIMIT "
                    + SigningWatch.MOST;

    private final Pool pool;

    SigningTable(Pool pool) {
        this.pool = pool;
    }

    /// @param foundAt null while too few deliveries say so
    record Way(SigningWay way, long deliveries, @Nullable Instant foundAt) {}

    Uni<Void> count(SigningWay way, long deliveries) {
        return pool.preparedQuery(COUNT)
                .execute(Tuple.of(way.code(), deliveries, (long) way.enough))
                .replaceWithVoid();
    }

    Uni<List<Way>> ways() {
        return pool.preparedQuery(WAYS)
                .execute()
                .map(rows ->
                        StreamSupport.stream(rows.spliterator(), false)
                                .map(SigningTable::way)
                                .toList());
    }

    private static Way way(Row row) {
        return new Way(
                SigningWay.valueOf(row.getString("way").toUpperCase(Locale.ROOT)),
                row.getLong("deliveries"),
                instant(row, "found_at"));
    }

    /// @param ago how long ago something was, in milliseconds
    Uni<Void> refused(Map<UUID, SigningWatch.Refusals> refused, LongUnaryOperator ago) {
        List<Map.Entry<UUID, SigningWatch.Refusals>> all = List.copyOf(refused.entrySet());
        return pool.preparedQuery(REFUSED)
                .execute(
                        Tuple.tuple()
                                .addArrayOfUUID(
                                        all.stream().map(Map.Entry::getKey).toArray(UUID[]::new))
                                .addArrayOfLong(
                                        all.stream()
                                                .map(it -> ago.applyAsLong(it.getValue().first()))
                                                .toArray(Long[]::new))
                                .addArrayOfLong(
                                        all.stream()
                                                .map(it -> ago.applyAsLong(it.getValue().last()))
                                                .toArray(Long[]::new))
                                .addArrayOfLong(
                                        all.stream()
                                                .map(it -> it.getValue().deliveries())
                                                .toArray(Long[]::new)))
                .replaceWithVoid();
    }

    Uni<Void> well(Set<UUID> subscriptions) {
        return pool.preparedQuery(WELL)
                .execute(Tuple.of(subscriptions.toArray(UUID[]::new)))
                .replaceWithVoid();
    }

    /// Has Calendly asked about what is refused for longer than a moment.
    Uni<Integer> ask(Duration moment) {
        return pool.preparedQuery(ASK)
                .execute(Tuple.of(moment.toMillis()))
                .map(SqlResult::rowCount);
    }

    /// Those of which Calendly says by now that it repeats deliveries to them.
    Uni<List<RefusedSignatures>> confirm(Duration moment) {
        return changed(CONFIRM, moment);
    }

    /// Those that have become more than one delivery, for longer than a moment.
    Uni<List<RefusedSignatures>> suspect(Duration moment) {
        return changed(SUSPECT, moment);
    }

    private Uni<List<RefusedSignatures>> changed(String update, Duration moment) {
        return pool.preparedQuery(update + "RETURNING" + RETURNING)
                .mapping(SigningTable::refused)
                .execute(Tuple.of(moment.toMillis()))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false).toList());
    }

    /// Those that have been refused longest, when they are too many.
    Uni<List<RefusedSignatures>> all() {
        return pool.preparedQuery(ALL)
                .mapping(SigningTable::refused)
                .execute()
                .map(rows -> StreamSupport.stream(rows.spliterator(), false).toList());
    }

    private static RefusedSignatures refused(Row row) {
        return new RefusedSignatures(
                row.getUUID("subscription_id"),
                row.getString("organization_uri"),
                row.getOffsetDateTime("since").toInstant(),
                row.getOffsetDateTime("last_at").toInstant(),
                row.getLong("deliveries"),
                instant(row, "suspected_at") != null,
                instant(row, "confirmed_at") != null);
    }

    private static @Nullable Instant instant(Row row, String column) {
        var time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }
}
