package io.advicly.calendly.lifecycle.history;

import io.advicly.calendly.connection.Connection;
import io.advicly.calendly.platform.time.SqlTime;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.stream.StreamSupport;

/// Reads what happened, from wherever it is kept: of each kind as many as a page has, by an index.
@ApplicationScoped
class HistoryQuery {

    /// As many as a page has.
    static final int PAGE = 100;

    /// Who has it already, of an event `e`.
    private static final String SENT =
            "(SELECT count(*) FROM destinations d WHERE d.tenant_id IN (e.tenant_id, '*') AND d.created_at < e.created_at"
                    + " AND (d.types IS NULL OR e.type = ANY(d.types)) AND d.position >= e.position AND NOT EXISTS ("
                    + "SELECT FROM destination_lines l WHERE l.destination_id = d.id AND l.subject = e.subject AND l.position <= e.position))";

    private static final String DELIVERY =
            "d.received_at, 'delivery', coalesce(d.event, ''), CAST(d.id AS text), NULL,"
                    + " CAST(jsonb_build_object('state', d.state, 'error', d.last_error) AS text)";

    private static final String SYNC =
            """
            coalesce(finished_at, created_at), 'sync', kind, CAST(id AS text), NULL,
            CAST(jsonb_build_object('kind', kind, 'state', state, 'meetings', meetings, 'error', last_error) AS text)\
            """;

    private static final String AUDIT =
            "SELECT at, 'audit' AS kind, action AS what, CAST(id AS text) AS id, actor_user_id AS actor,"
                    + " CAST(details AS text) AS details FROM audit_events WHERE ";

    /// Deliveries are an organization's: those count that were about a meeting of this user's that
    /// has changed lately.
    private static final String OF_CONNECTION =
            """
            SELECT * FROM (
              (%1$s connection_id = $1 AND at < $2 ORDER BY at DESC, id DESC LIMIT $3)
              UNION ALL
              (SELECT %2$s FROM sync_jobs WHERE connection_id = $1 AND created_at < $2 ORDER BY created_at DESC LIMIT $3)
              UNION ALL
              (SELECT e.created_at, 'event', e.type, NULL, NULL, CAST(jsonb_build_object('sent', %3$s) AS text)
               FROM events e WHERE e.subject = 'connection:' || $1 AND e.created_at < $2 AND e.type NOT LIKE 'sync.%%'
               ORDER BY e.position DESC LIMIT $3)
              UNION ALL
              (SELECT token_issued_at, 'grant', 'renewed', NULL, NULL, NULL FROM calendar_connections
               WHERE id = $1 AND refresh_token IS NOT NULL AND token_issued_at < $2)
              UNION ALL
              (SELECT found.* FROM (
                 SELECT DISTINCT m.calendly_event_uri FROM (
                   SELECT meeting_id FROM meeting_changes WHERE tenant_id = $4 AND user_id = $5
                   ORDER BY change_id DESC LIMIT 50) AS changed
                 JOIN meetings m ON m.id = changed.meeting_id WHERE m.connection_id = $1) AS about
               CROSS JOIN LATERAL (
                 SELECT %4$s FROM calendly_webhook_deliveries d
                 WHERE d.calendly_event_uri = about.calendly_event_uri AND d.received_at < $2
                 ORDER BY d.received_at DESC, d.id DESC LIMIT 10) AS found)) AS happened
            ORDER BY at DESC, kind, id DESC LIMIT $3\
            """
                    .formatted(AUDIT, SYNC, SENT, DELIVERY);

    private static final String OF_ORGANIZATION =
            AUDIT
                    + "details ->> 'organization' = $1 AND at < $2 ORDER BY at DESC, id DESC LIMIT $3";

    private final Pool pool;

    HistoryQuery(Pool pool) {
        this.pool = pool;
    }

    Uni<History> connection(Connection connection, Instant before, boolean persons) {
        return read(
                OF_CONNECTION,
                Tuple.of(connection.id(), SqlTime.at(before), PAGE + 1L)
                        .addString(connection.owner().tenantId())
                        .addString(connection.owner().userId()),
                persons);
    }

    Uni<History> organization(String uri, Instant before, boolean persons) {
        return read(OF_ORGANIZATION, Tuple.of(uri, SqlTime.at(before), PAGE + 1L), persons);
    }

    private Uni<History> read(String sql, Tuple parameters, boolean persons) {
        return pool.preparedQuery(sql)
                .execute(parameters)
                .map(rows -> StreamSupport.stream(rows.spliterator(), false))
                .map(rows -> rows.map(row -> HistoryRows.happened(row, persons)).toList())
                .map(all -> History.page(all, PAGE));
    }
}
