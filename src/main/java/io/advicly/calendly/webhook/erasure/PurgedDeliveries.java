package io.advicly.calendly.webhook.erasure;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.advicly.calendly.platform.chain.Unis;
import io.advicly.calendly.platform.time.SqlTime;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/// The SQL of a purge. What reads a page, and what empties it, does so only while the connection
/// waits for this very purge: a new consent takes it back.
@ApplicationScoped
class PurgedDeliveries {

    private static final int PAGE = 200;

    private static final byte[] EMPTIED = "{\"event\":\"purged\"}".getBytes(UTF_8);

    private static final String SUBSCRIPTIONS =
            """
            SELECT id FROM calendly_webhook_subscriptions
            WHERE organization_uri = $1 OR organization_uri = ANY(
              coalesce((SELECT former_organizations FROM calendar_connections WHERE id = $2), '{}'))\
            """;

    /// Of bodies, in bytes; what shares a commit may have as many more.
    private static final int PAGE_BYTES = 8 << 20;

    /// By the index on subscription and time, hence no row of anybody else. Deliveries that share a
    /// commit share its time, and a page ends between two: after so many, or so many bytes.
    static final String PAGE_OF =
            """
            SELECT id, received_at, body FROM (
              SELECT id, received_at, body,
                sum(octet_length(body)) OVER (ORDER BY received_at) AS so_far,
                min(received_at) OVER () AS first
              FROM (
                SELECT id, received_at, body FROM calendly_webhook_deliveries
                WHERE subscription_id = $1 AND received_at > $2 AND received_at < $3
                  AND EXISTS (SELECT FROM calendar_connections WHERE id = $4 AND purge_requested_at = $3)
                ORDER BY received_at FETCH FIRST %d ROWS WITH TIES) AS next) AS page
            WHERE so_far <= %d OR received_at = first
            ORDER BY received_at\
            """
                    .formatted(PAGE, PAGE_BYTES);

    private static final String CONNECTED_BY_OTHERS =
            """
            SELECT DISTINCT calendly_user_uri FROM calendar_connections
            WHERE calendly_user_uri = ANY($1::varchar[])
              AND id <> $2 AND status <> 'DISCONNECTED' AND purge_requested_at IS NULL\
            """;

    private static final String OF_NOBODY_ELSE =
            """
            SELECT uri FROM unnest($1::varchar[]) AS said (uri)
            WHERE EXISTS (SELECT FROM meetings WHERE calendly_event_uri = uri AND connection_id = $2)
              AND NOT EXISTS (
                SELECT FROM meetings WHERE calendly_event_uri = uri AND connection_id <> $2)\
            """;

    /// A new consent waits until the statement ends, and takes the rest back.
    private static final String EMPTY =
            """
            WITH still AS MATERIALIZED (
              SELECT FROM calendar_connections WHERE id = $1 AND purge_requested_at = $2 FOR SHARE)
            UPDATE calendly_webhook_deliveries d
            SET body = $4, mentions = '{}', state = CASE d.state WHEN 'pending' THEN 'ignored' ELSE d.state END,
                last_error = 'purged', calendly_event_uri = NULL, headers = NULL, attempt_log = NULL,
                processed_at = coalesce(d.processed_at, now()),
                leased_until = NULL, claimed_by = NULL, claimed_in = NULL
            FROM still WHERE d.id = ANY($3::uuid[]) AND d.received_at < $2\
            """;

    private final Pool pool;

    PurgedDeliveries(Pool pool) {
        this.pool = pool;
    }

    /// One that was received before the purge.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Received(UUID id, Instant receivedAt, byte[] body) {}

    /// All that ever delivered for an organization that the account is or was in.
    Uni<List<UUID>> subscriptions(PurgedAccount purged) {
        return pool.preparedQuery(SUBSCRIPTIONS)
                .execute(Tuple.of(purged.organizationUri(), purged.connectionId()))
                .map(rows -> rows(rows).stream().map(row -> row.getUUID("id")).toList());
    }

    /// The next deliveries by time; none once the purge was taken back.
    Uni<List<Received>> page(PurgedAccount purged, UUID subscriptionId, Instant after) {
        return pool.preparedQuery(PAGE_OF)
                .mapping(PurgedDeliveries::received)
                .execute(
                        Tuple.of(subscriptionId)
                                .addOffsetDateTime(SqlTime.at(after))
                                .addOffsetDateTime(SqlTime.at(purged.requestedAt()))
                                .addUUID(purged.connectionId()))
                .map(received -> StreamSupport.stream(received.spliterator(), false).toList());
    }

    /// Which of these accounts somebody else is connected with, wherever Calendly has moved them.
    Uni<Set<String>> connectedByOthers(PurgedAccount purged, Set<String> accountUris) {
        return pool.preparedQuery(CONNECTED_BY_OTHERS)
                .execute(
                        Tuple.tuple()
                                .addArrayOfString(accountUris.toArray(String[]::new))
                                .addUUID(purged.connectionId()))
                .map(PurgedDeliveries::texts);
    }

    /// Which of these events are known as this connection's, and as no other's.
    Uni<Set<String>> eventsOfNobodyElse(PurgedAccount purged, Set<String> eventUris) {
        return eventUris.isEmpty()
                ? Unis.item(Set.of())
                : pool.preparedQuery(OF_NOBODY_ELSE)
                        .execute(
                                Tuple.tuple()
                                        .addArrayOfString(eventUris.toArray(String[]::new))
                                        .addUUID(purged.connectionId()))
                        .map(PurgedDeliveries::texts);
    }

    /// Empties these, unless the purge was taken back.
    Uni<Void> empty(PurgedAccount purged, List<UUID> ids) {
        return ids.isEmpty()
                ? Unis.nothing()
                : pool.preparedQuery(EMPTY)
                        .execute(
                                Tuple.of(purged.connectionId())
                                        .addOffsetDateTime(SqlTime.at(purged.requestedAt()))
                                        .addArrayOfUUID(ids.toArray(UUID[]::new))
                                        .addBuffer(Buffer.buffer(EMPTIED)))
                        .replaceWithVoid();
    }

    private static Received received(Row row) {
        return new Received(
                row.getUUID("id"),
                row.getOffsetDateTime("received_at").toInstant(),
                row.getBuffer("body").getBytes());
    }

    private static Set<String> texts(Iterable<Row> rows) {
        return rows(rows).stream().map(row -> row.getString(0)).collect(Collectors.toSet());
    }

    private static List<Row> rows(Iterable<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false).toList();
    }
}
