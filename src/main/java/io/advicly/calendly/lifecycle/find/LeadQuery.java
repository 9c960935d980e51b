package io.advicly.calendly.lifecycle.find;

import io.advicly.calendly.platform.chain.Unis;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.StreamSupport;

/// Finds what a [Clue] leads to: one statement for each kind, and for each of its parts an index.
@ApplicationScoped
class LeadQuery {

    /// More than anybody reads.
    static final int MOST = 21;

    private static final String USER =
            "(SELECT 'user' AS by, id AS connection, NULL AS organization, NULL AS tenant, NULL AS thing"
                    + " FROM calendar_connections WHERE user_id = $1 LIMIT 21)";

    /// A call to Calendly, by the id that Calendly gave it. Found first and put in order then: read
    /// in the order of time, the whole audit would be.
    private static final String REQUEST =
            "(SELECT 'request', connection_id, organization, NULL, CAST(id AS text) FROM ("
                    + "SELECT connection_id, details ->> 'organization' AS organization, id, at FROM audit_events"
                    + " WHERE details ->> 'request_ids' IS NOT NULL"
                    + " AND string_to_array(details ->> 'request_ids', ',') @> ARRAY[%s] OFFSET 0) AS asked"
                    + " ORDER BY at DESC LIMIT 5)";

    private static final String EVENT =
            """
            (SELECT 'meeting' AS by, connection_id AS connection, NULL AS organization, NULL AS tenant, CAST(id AS text) AS thing
             FROM meetings WHERE calendly_event_uri = $1 ORDER BY updated_at DESC, id LIMIT 21)
            UNION ALL
            (SELECT 'delivery', NULL, organization_uri, NULL, CAST(id AS text)
             FROM calendly_webhook_deliveries WHERE calendly_event_uri = $1 ORDER BY received_at DESC, id DESC LIMIT 1)\
            """;

    private static final Map<Clue.Kind, String> STATEMENTS =
            Map.of(
                    Clue.Kind.ID,
                    """
                    SELECT 'connection' AS by, id AS connection, NULL AS organization, NULL AS tenant, NULL AS thing
                    FROM calendar_connections WHERE id = $1
                    UNION ALL SELECT 'meeting', connection_id, NULL, NULL, CAST(id AS text) FROM meetings WHERE id = $1
                    UNION ALL SELECT 'delivery', NULL, organization_uri, NULL, CAST(id AS text)
                      FROM calendly_webhook_deliveries WHERE id = $1
                    UNION ALL SELECT 'subscription', carrier_connection_id, organization_uri, NULL, CAST(id AS text)
                      FROM calendly_webhook_subscriptions WHERE id = $1
                    UNION ALL SELECT 'sync', connection_id, NULL, NULL, CAST(id AS text) FROM sync_jobs WHERE id = $1
                    UNION ALL SELECT 'session', c.id, NULL, NULL, NULL FROM connect_sessions s
                      JOIN calendar_connections c ON c.tenant_id = s.tenant_id AND c.user_id = s.user_id WHERE s.id = $1
                    UNION ALL SELECT 'destination', NULL, NULL, tenant_id, CAST(id AS text) FROM destinations WHERE id = $1
                    UNION ALL %s\
                    """
                            .formatted(REQUEST.formatted("CAST($1 AS text)")),
                    Clue.Kind.ADDRESS,
                    """
                    %s
                    UNION ALL
                    (SELECT 'email', id, NULL, NULL, NULL FROM calendar_connections
                     WHERE $2 AND lower(provider_account_email) LIKE $3 ESCAPE '!'
                     ORDER BY lower(provider_account_email) USING ~<~ LIMIT 21)
                    UNION ALL
                    (SELECT 'invitee', m.connection_id, NULL, NULL, CAST(m.id AS text)
                     FROM (SELECT meeting_id FROM meeting_invitees WHERE $2 AND lower(email) = lower($1) LIMIT 50) i
                     JOIN meetings m ON m.id = i.meeting_id)\
                    """
                            .formatted(USER),
                    Clue.Kind.ACCOUNT,
                    "SELECT 'account' AS by, id AS connection, NULL AS organization, NULL AS tenant, NULL AS thing"
                            + " FROM calendar_connections WHERE calendly_user_uri = $1"
                            + " ORDER BY is_active DESC, updated_at DESC, id LIMIT 21",
                    Clue.Kind.ORGANIZATION,
                    "SELECT 'organization' AS by, NULL::uuid AS connection, organization_uri AS organization, NULL AS tenant,"
                            + " NULL AS thing FROM calendly_organizations WHERE organization_uri = $1",
                    Clue.Kind.EVENT,
                    EVENT,
                    Clue.Kind.INVITEE,
                    EVENT,
                    Clue.Kind.HOOK,
                    "SELECT 'subscription' AS by, carrier_connection_id AS connection, organization_uri AS organization,"
                            + " NULL AS tenant, CAST(id AS text) AS thing"
                            + " FROM calendly_webhook_subscriptions WHERE webhook_subscription_uri = $1",
                    Clue.Kind.NAME,
                    """
                    %s
                    UNION ALL
                    (SELECT 'tenant', NULL, NULL, tenant_id, NULL FROM calendar_connections WHERE tenant_id = $1
                     ORDER BY created_at DESC, id DESC LIMIT 1)
                    UNION ALL
                    (SELECT 'tenant', NULL, NULL, tenant_id, NULL FROM destinations WHERE tenant_id = $1 LIMIT 1)
                    UNION ALL
                    %s
                    UNION ALL
                    (SELECT 'user', id, NULL, NULL, NULL FROM calendar_connections
                     WHERE lower(user_id) LIKE $2 ESCAPE '!' AND user_id <> $1
                     ORDER BY lower(user_id) USING ~<~ LIMIT 21)\
                    """
                            .formatted(USER, REQUEST.formatted("$1")));

    private final Pool pool;

    LeadQuery(Pool pool) {
        this.pool = pool;
    }

    /// @param persons whether somebody may be found by an address
    Uni<List<Lead>> find(Clue clue, boolean persons) {
        String sql = STATEMENTS.get(clue.kind());
        return sql == null
                ? Unis.item(List.of())
                : pool.preparedQuery(sql)
                        .execute(parameters(clue, persons))
                        .map(rows -> StreamSupport.stream(rows.spliterator(), false))
                        .map(rows -> rows.map(LeadQuery::lead).toList());
    }

    private static Tuple parameters(Clue clue, boolean persons) {
        return switch (clue.kind()) {
            case ID -> Tuple.of(clue.id());
            case ADDRESS -> Tuple.of(clue.text(), persons, beginning(clue.text()));
            case EVENT, INVITEE -> Tuple.of(clue.event());
            case NAME -> Tuple.of(clue.text(), beginning(clue.text()));
            case ACCOUNT, ORGANIZATION, HOOK -> Tuple.of(clue.text());
        };
    }

    private static String beginning(String text) {
        return text.toLowerCase(Locale.ROOT)
                        .replace("!", "!!")
                        .replace("%", "!%")
                        .replace("_", "!_")
                + "%";
    }

    private static Lead lead(Row row) {
        return new Lead(
                row.getString("by"),
                row.getUUID("connection"),
                row.getString("organization"),
                row.getString("tenant"),
                row.getString("thing"));
    }
}
