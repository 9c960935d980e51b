package io.advicly.calendly.webhook.admin;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

/// What became of meetings while a delivery was worked off: what the feed told of them then.
@ApplicationScoped
class DeliveryChanges {

    /// An attempt is settled together with others, a moment after what it has written. The feed
    /// keeps days apart, of which those before the attempt are not looked at.
    private static final String READ =
            """
            SELECT m.id, m.tenant_id, m.user_id, e.type, e.created_at
            FROM calendly_webhook_deliveries d
            CROSS JOIN LATERAL (
              SELECT CAST(tried ->> 'at' AS timestamptz) AS ended,
                CAST(tried ->> 'at' AS timestamptz)
                  - (CAST(tried ->> 'duration_ms' AS bigint) + 2000) * interval '1 ms' AS begun
              FROM jsonb_array_elements(d.attempt_log) AS log (tried)
              WHERE tried ->> 'outcome' = 'processed') AS attempt
            JOIN meetings m ON m.calendly_event_uri = d.calendly_event_uri
            JOIN events e ON e.subject = 'meeting:' || m.id AND e.sequenced_at >= attempt.begun
              AND e.created_at BETWEEN attempt.begun AND attempt.ended
            WHERE d.id = $1 ORDER BY e.created_at, e.position LIMIT 50\
            """;

    private final Pool pool;

    DeliveryChanges(Pool pool) {
        this.pool = pool;
    }

    Uni<List<DeliveryDetails.Change>> read(UUID delivery) {
        return pool.preparedQuery(READ)
                .execute(Tuple.of(delivery))
                .map(rows ->
                        StreamSupport.stream(rows.spliterator(), false)
                                .map(DeliveryChanges::change)
                                .toList());
    }

    private static DeliveryDetails.Change change(Row row) {
        return new DeliveryDetails.Change(
                row.getUUID("id"),
                row.getString("tenant_id"),
                row.getString("user_id"),
                row.getString("type"),
                row.getOffsetDateTime("created_at").toInstant());
    }
}
