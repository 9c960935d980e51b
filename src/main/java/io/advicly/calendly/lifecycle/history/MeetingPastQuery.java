package io.advicly.calendly.lifecycle.history;

import io.advicly.calendly.platform.time.SqlTime;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

/// Reads what became of one meeting.
@ApplicationScoped
class MeetingPastQuery {

    private static final String MEETING =
            "SELECT id, connection_id, tenant_id, user_id, calendly_event_uri, name, event_type, status, start_time,"
                    + " end_time, updated_at FROM meetings WHERE id = $1";

    private static final String TOLD =
            """
            SELECT * FROM (
              SELECT e.position, e.created_at, e.type, CAST(e.data AS text) AS data,
                (SELECT count(*) FROM destinations d WHERE d.tenant_id IN (e.tenant_id, '*')
                   AND d.created_at < e.created_at AND (d.types IS NULL OR e.type = ANY(d.types)) AND d.position >= e.position
                   AND NOT EXISTS (SELECT FROM destination_lines l WHERE l.destination_id = d.id
                     AND l.subject = e.subject AND l.position <= e.position)) AS sent
              FROM events e WHERE e.subject = $1 ORDER BY e.position DESC LIMIT 100) AS latest
            ORDER BY position\
            """;

    private static final String DELIVERED =
            """
            SELECT d.received_at AS at, 'delivery' AS kind, coalesce(d.event, '') AS what, CAST(d.id AS text) AS id,
              NULL AS actor, CAST(jsonb_build_object('state', d.state, 'error', d.last_error) AS text) AS details,
              d.processed_at
            FROM calendly_webhook_deliveries d WHERE d.calendly_event_uri = $1
            ORDER BY d.received_at DESC, d.id DESC LIMIT 100\
            """;

    private static final String READ =
            """
            SELECT coalesce(finished_at, created_at) AS at, 'sync' AS kind, kind AS what, CAST(id AS text) AS id, NULL AS actor,
              CAST(jsonb_build_object('kind', kind, 'state', state, 'meetings', meetings, 'error', last_error) AS text) AS details,
              created_at, finished_at
            FROM sync_jobs WHERE connection_id = $1 ORDER BY created_at DESC LIMIT 100\
            """;

    private final Pool pool;

    MeetingPastQuery(Pool pool) {
        this.pool = pool;
    }

    /// @param persons whether its name may be shown
    Uni<Optional<MeetingPast>> read(UUID id, boolean persons) {
        return rows(MEETING, Tuple.of(id))
                .chain(found ->
                        found.isEmpty()
                                ? Uni.createFrom().item(Optional.empty())
                                : past(found.getFirst(), persons).map(Optional::of));
    }

    private Uni<MeetingPast> past(Row meeting, boolean persons) {
        return rows(TOLD, Tuple.of("meeting:" + meeting.getUUID("id")))
                .chain(told -> entries(meeting, told))
                .map(entries -> past(meeting, persons, entries));
    }

    private Uni<List<History.Happened>> entries(Row meeting, List<Row> told) {
        Tuple connection = Tuple.of(meeting.getUUID("connection_id"));
        return rows(DELIVERED, Tuple.of(meeting.getString("calendly_event_uri")))
                .chain(delivered ->
                        rows(READ, connection).map(read -> entries(told, delivered, read)));
    }

    private static List<History.Happened> entries(
            List<Row> told, List<Row> delivered, List<Row> read) {
        return MeetingTrace.make(
                told.stream().map(MeetingPastQuery::told).toList(),
                delivered.stream().map(MeetingPastQuery::delivered).toList(),
                read.stream().map(MeetingPastQuery::read).toList());
    }

    private static MeetingPast past(Row row, boolean persons, List<History.Happened> entries) {
        return new MeetingPast(
                row.getUUID("id"),
                row.getUUID("connection_id"),
                row.getString("tenant_id"),
                row.getString("user_id"),
                row.getString("calendly_event_uri"),
                persons ? row.getString("name") : null,
                row.getString("event_type"),
                row.getString("status"),
                row.getOffsetDateTime("start_time").toInstant(),
                row.getOffsetDateTime("end_time").toInstant(),
                row.getOffsetDateTime("updated_at").toInstant(),
                entries);
    }

    private static MeetingTrace.Told told(Row row) {
        return new MeetingTrace.Told(
                row.getOffsetDateTime("created_at").toInstant(),
                row.getString("type"),
                row.getString("data"),
                row.getLong("sent").intValue());
    }

    private static MeetingTrace.Delivered delivered(Row row) {
        return new MeetingTrace.Delivered(
                row.getString("id"),
                row.getOffsetDateTime("at").toInstant(),
                SqlTime.read(row, "processed_at"),
                HistoryRows.happened(row, false));
    }

    private static MeetingTrace.Read read(Row row) {
        return new MeetingTrace.Read(
                row.getString("id"),
                row.getOffsetDateTime("created_at").toInstant(),
                SqlTime.read(row, "finished_at"),
                HistoryRows.happened(row, false));
    }

    private Uni<List<Row>> rows(String sql, Tuple parameters) {
        return pool.preparedQuery(sql).execute(parameters).map(MeetingPastQuery::list);
    }

    private static List<Row> list(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false).toList();
    }
}
