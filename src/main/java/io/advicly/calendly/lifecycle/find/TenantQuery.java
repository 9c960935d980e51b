package io.advicly.calendly.lifecycle.find;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// Reads what the backend of a tenant has and has not been told.
@ApplicationScoped
class TenantQuery {

    private static final String CONNECTIONS =
            """
            SELECT lower(status) AS status, count(*) AS number FROM calendar_connections
            WHERE tenant_id = $1
              AND status = ANY(ARRAY['CONNECTING', 'ACTIVE', 'NEEDS_RECONNECT', 'CLOSING', 'DISCONNECTED'])
            GROUP BY 1\
            """;

    private static final String LAST =
            "SELECT created_at FROM events WHERE tenant_id = $1 ORDER BY position DESC LIMIT 1";

    /// What waits behind a destination's place, and in its lines.
    private static final String DESTINATIONS =
            """
            SELECT d.id, split_part(d.url, '?', 1) AS url, d.last_success_at, d.last_error, waiting.number, waiting.since,
                   CASE WHEN d.paused THEN 'paused' WHEN d.held_at IS NOT NULL THEN 'held'
                     WHEN d.failing_since IS NOT NULL THEN 'failing' ELSE 'active' END AS status
            FROM (SELECT * FROM destinations WHERE tenant_id IN ($1, '*') ORDER BY created_at, id LIMIT 20) AS d
            CROSS JOIN LATERAL (
              SELECT count(*) AS number, min(created_at) AS since FROM (
                SELECT e.created_at FROM waiting_events($1, d.position, 1000) e
                WHERE d.types IS NULL OR e.type = ANY(d.types)
                UNION ALL
                (SELECT e.created_at FROM destination_lines l JOIN events e ON e.subject = l.subject
                 WHERE l.destination_id = d.id AND e.tenant_id = $1
                   AND e.position >= l.position AND e.position <= d.position
                   AND (d.types IS NULL OR e.type = ANY(d.types)) LIMIT 1000)) AS missing) AS waiting
            ORDER BY d.created_at, d.id\
            """;

    private final Pool pool;

    TenantQuery(Pool pool) {
        this.pool = pool;
    }

    Uni<Finding.TenantLook> read(String tenant) {
        return connections(tenant).chain(connections -> told(tenant, connections));
    }

    private Uni<Finding.TenantLook> told(String tenant, Map<String, Long> connections) {
        return destinations(tenant)
                .chain(to -> last(tenant).map(at -> TenantWords.look(tenant, connections, at, to)));
    }

    private Uni<Map<String, Long>> connections(String tenant) {
        return pool.preparedQuery(CONNECTIONS).execute(Tuple.of(tenant)).map(TenantQuery::counts);
    }

    private static Map<String, Long> counts(Iterable<Row> rows) {
        Map<String, Long> counts = new TreeMap<>();
        rows.forEach(row -> counts.put(row.getString("status"), row.getLong("number")));
        return counts;
    }

    private Uni<List<Finding.Waiting>> destinations(String tenant) {
        return pool.preparedQuery(DESTINATIONS)
                .execute(Tuple.of(tenant))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false))
                .map(rows -> rows.map(TenantQuery::waiting).toList());
    }

    private Uni<Optional<Instant>> last(String tenant) {
        return pool.preparedQuery(LAST)
                .execute(Tuple.of(tenant))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false).findFirst())
                .map(row -> row.map(it -> it.getOffsetDateTime("created_at").toInstant()));
    }

    private static Finding.Waiting waiting(Row row) {
        return new Finding.Waiting(
                row.getUUID("id"),
                row.getString("url"),
                row.getString("status").toLowerCase(Locale.ROOT),
                row.getLong("number"),
                time(row, "since"),
                time(row, "last_success_at"),
                row.getString("last_error"));
    }

    private static @Nullable Instant time(Row row, String column) {
        OffsetDateTime time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }
}
