package io.advicly.calendly.lifecycle.operator;

import io.advicly.calendly.connection.Connection;
import io.advicly.calendly.platform.chain.Unis;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// Reads what was told last of a connection, and who has it.
@ApplicationScoped
class SentQuery {

    /// Of the connection itself, and of the meetings that have changed last.
    private static final String LAST =
            """
            SELECT told.position, told.type, told.subject, told.created_at
            FROM (SELECT 'connection:' || CAST($1 AS uuid) AS subject
                  UNION ALL
                  (SELECT 'meeting:' || meeting_id FROM meeting_changes WHERE tenant_id = $2 AND user_id = $3
                   ORDER BY change_id DESC LIMIT 3)) AS about
            CROSS JOIN LATERAL (
              SELECT position, type, subject, created_at FROM events WHERE subject = about.subject
              ORDER BY position DESC LIMIT 1) AS told
            ORDER BY told.position DESC LIMIT 1\
            """;

    private static final String DESTINATIONS =
            """
            SELECT d.id, split_part(d.url, '?', 1) AS url, d.paused, d.held_at, d.failing_since, d.last_error, l.due_at,
                   d.position >= $2 AND l.due_at IS NULL AS delivered,
                   (SELECT a.at FROM destination_attempts a
                    WHERE a.destination_id = d.id AND a.event_position = $2 AND a.delivered
                    ORDER BY a.at DESC LIMIT 1) AS sent_at
            FROM destinations d
            LEFT JOIN destination_lines l ON l.destination_id = d.id AND l.subject = $4 AND l.position <= $2
            WHERE d.tenant_id IN ($1, '*') AND (d.types IS NULL OR $3 = ANY(d.types))
            ORDER BY d.created_at, d.id LIMIT 20\
            """;

    private final Pool pool;

    SentQuery(Pool pool) {
        this.pool = pool;
    }

    Uni<Sent> read(Connection connection) {
        String tenant = connection.owner().tenantId();
        return pool.preparedQuery(LAST)
                .execute(Tuple.of(connection.id(), tenant, connection.owner().userId()))
                .map(SentQuery::last)
                .chain(last ->
                        last == null
                                ? Unis.item(new Sent(null, List.of()))
                                : destinations(tenant, last));
    }

    private Uni<Sent> destinations(String tenant, Sent.Told last) {
        return pool.preparedQuery(DESTINATIONS)
                .execute(Tuple.of(tenant, last.position(), last.type(), last.subject()))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false))
                .map(rows -> new Sent(last, rows.map(SentQuery::to).toList()));
    }

    private static Sent.@Nullable Told last(RowSet<Row> rows) {
        if (!rows.iterator().hasNext()) {
            return null;
        }
        Row row = rows.iterator().next();
        return new Sent.Told(
                row.getLong("position"),
                row.getString("type"),
                row.getString("subject"),
                row.getOffsetDateTime("created_at").toInstant());
    }

    private static Sent.To to(Row row) {
        return new Sent.To(
                row.getUUID("id"),
                row.getString("url"),
                row.getBoolean("paused"),
                time(row, "held_at"),
                time(row, "failing_since"),
                row.getString("last_error"),
                row.getBoolean("delivered"),
                time(row, "sent_at"),
                time(row, "due_at"));
    }

    private static @Nullable Instant time(Row row, String column) {
        OffsetDateTime time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }
}
