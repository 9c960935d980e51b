package io.advicly.calendly.webhook;

import io.advicly.calendly.testing.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.Stream;

/// What the console has to find its way in: 100,000 connections of 1,000 tenants, a million
/// deliveries, a third of them one organization's, a million meetings, and what else piles up.
@ApplicationScoped
class FullConsole {

    static final String BIG = "https://api.calendly.com/organizations/house-0";
    static final String SMALL = "https://api.calendly.com/organizations/house-7";

    private static final String CONNECTIONS =
            """
            INSERT INTO calendar_connections (id, tenant_id, user_id, access_token, refresh_token,
              token_expires_at, calendly_user_uri, calendly_organization_uri, status, is_active,
              created_at, updated_at)
            SELECT CAST('c' || lpad(to_hex(n), 31, '0') AS uuid), 'house-' || n % 1000, 'user-' || n, 'sealed',
              'sealed', now(), 'https://api.calendly.com/users/house-' || n,
              'https://api.calendly.com/organizations/house-' || n % 1000, 'ACTIVE', true,
              now() - n * interval '1 s', now()
            FROM generate_series(1, 100000) n\
            """;

    /// Of each organization one that works, and some that are gone.
    private static final String SUBSCRIPTIONS =
            """
            INSERT INTO calendly_webhook_subscriptions (id, organization_uri, scope, url_token,
              webhook_signing_key, state, created_at, updated_at)
            SELECT CAST('5' || lpad(to_hex(n), 31, '0') AS uuid),
              'https://api.calendly.com/organizations/house-' || n % 1000, 'organization', 'house-' || n,
              'sealed', 'DELETED', now(), now()
            FROM generate_series(0, 2999) n\
            """;

    private static final String DELIVERIES =
            """
            INSERT INTO calendly_webhook_deliveries (id, subscription_id, organization_uri, dedupe_key, body,
              event, state, last_error, due_at, turn, received_at, processed_at, calendly_event_uri, mentions)
            SELECT CAST('d' || lpad(to_hex(n), 31, '0') AS uuid),
              CAST('5' || lpad(to_hex(CASE n % 3 WHEN 0 THEN n % 9 / 3 * 1000 ELSE n % 3000 END), 31, '0') AS uuid),
              'https://api.calendly.com/organizations/house-' || CASE n % 3 WHEN 0 THEN 0 ELSE n % 1000 END,
              sha256(convert_to('house' || n, 'UTF8')), '\\x7b7d',
              CASE WHEN n % 50000 = 5 THEN 'routing_form_submission.created'
                WHEN n % 4 = 1 THEN 'invitee.canceled' ELSE 'invitee.created' END,
              state, CASE state WHEN 'dead' THEN CASE n % 40000 WHEN 1 THEN 'a rare one' ELSE 'took too long' END
                WHEN 'ignored' THEN 'no connected host' END,
              CASE state WHEN 'pending' THEN now() + interval '1 day' ELSE time END, time, time,
              CASE state WHEN 'pending' THEN NULL ELSE time END,
              CASE state WHEN 'pending' THEN NULL ELSE 'https://api.calendly.com/scheduled_events/house-' || n END,
              CASE state WHEN 'pending' THEN NULL ELSE ARRAY[n % 1048576] END
            FROM (SELECT n, now() - n * interval '0.5 s' AS time,
                CASE WHEN n % 500 = 0 THEN 'pending' WHEN n % 50 = 1 THEN 'dead'
                  WHEN n % 10 = 2 THEN 'ignored' ELSE 'processed' END AS state
              FROM generate_series(1, 1000000) n) AS planned\
            """;

    private static final String MEETINGS =
            """
            INSERT INTO meetings (id, connection_id, tenant_id, user_id, calendly_event_uri, status,
              start_time, end_time, source_updated_at, created_at, updated_at)
            SELECT CAST('e' || lpad(to_hex(n), 31, '0') AS uuid), CAST('c' || lpad(to_hex(1 + n % 100000), 31, '0') AS uuid),
              'house-' || (1 + n % 100000) % 1000, 'user-' || 1 + n % 100000,
              'https://api.calendly.com/scheduled_events/house-' || n, 'active', now(), now(), now(), now(), now()
            FROM generate_series(1, 1000000) n\
            """;

    /// Three of each connection.
    private static final String SYNCS =
            """
            INSERT INTO sync_jobs (id, connection_id, kind, state, window_from, window_to, due_at, began_at,
              created_at, finished_at, claimed_in, pages, meetings)
            SELECT gen_random_uuid(), CAST('c' || lpad(to_hex(n), 31, '0') AS uuid),
              CASE WHEN round = 3 THEN 'initial' WHEN n % 1000 = 1 THEN 'repair' ELSE 'nightly' END,
              state, now(), now(), now() + interval '1 day', time, time, CASE state WHEN 'pending' THEN NULL ELSE time END,
              CASE WHEN state = 'pending' AND n % 1000 = 0 THEN 1 END, 3, 100
            FROM (SELECT n, round, now() - round * interval '1 day' - n * interval '0.5 s' AS time,
                CASE WHEN round = 1 AND n % 20 = 0 THEN 'pending' WHEN n % 200 = 1 THEN 'failed' ELSE 'done' END AS state
              FROM generate_series(1, 100000) n, generate_series(1, 3) round) AS planned\
            """;

    private static final String AUDIT =
            """
            INSERT INTO audit_events (at, tenant_id, user_id, action, connection_id, actor_user_id, details)
            SELECT now() - n * interval '10 s', 'house-' || n % 1000, 'user-' || n % 100000,
              CASE n % 100 WHEN 1 THEN 'deliveries.replayed' WHEN 2 THEN 'delivery.revealed' ELSE 'connection.connected' END,
              CAST('c' || lpad(to_hex(1 + n % 100000), 31, '0') AS uuid),
              CASE WHEN n % 100 = 1 THEN 'operator-' || n % 70 END,
              CASE n % 100 WHEN 1 THEN jsonb_build_object('delivery', CAST(lpad(to_hex(n), 32, '0') AS uuid)) ELSE '{}' END
            FROM generate_series(1, 300000) n\
            """;

    private static final String EVENTS =
            """
            INSERT INTO events (position, tenant_id, type, subject, created_at, sequenced_at, data)
            SELECT n, 'house-' || n % 1000, CASE n % 3 WHEN 0 THEN 'meeting.booked' ELSE 'meeting.updated' END,
              'meeting:house-' || n % 50000, now(), now(), '{}'
            FROM generate_series(1, 200000) n;
            UPDATE event_feed SET last_position = 200000;
            INSERT INTO destinations (id, tenant_id, url, secret, position, held_at, failing_since, created_at)
            SELECT gen_random_uuid(), CASE WHEN n = 1 THEN '*' ELSE 'house-' || n % 1000 END, 'https://example.test/' || n,
              'sealed', CASE WHEN n % 10 = 1 THEN 0 ELSE 200000 END, CASE WHEN n % 10 = 1 THEN now() END,
              CASE WHEN n % 10 = 1 THEN now() END, now() - n * interval '1 s'
            FROM generate_series(1, 20000) n\
            """;

    static final List<String> TABLES =
            List.of(
                    "calendly_webhook_deliveries",
                    "meetings",
                    "calendar_connections",
                    "sync_jobs",
                    "audit_events");

    private final Sql sql;

    FullConsole(Sql sql) {
        this.sql = sql;
    }

    void fill() {
        List<String> filled =
                Stream.concat(
                                TABLES.stream(),
                                Stream.of(
                                        "calendly_webhook_subscriptions", "destinations", "events"))
                        .toList();
        filled.forEach(table -> sql.execute("ALTER TABLE " + table + " DISABLE TRIGGER ALL"));
        sql.execute(CONNECTIONS);
        sql.execute(SUBSCRIPTIONS);
        withIndexesBuiltAfter("calendly_webhook_deliveries", DELIVERIES);
        withIndexesBuiltAfter("meetings", MEETINGS);
        sql.execute(SYNCS);
        sql.execute(AUDIT);
        sql.execute(EVENTS);
        filled.forEach(table -> sql.execute("ALTER TABLE " + table + " ENABLE TRIGGER ALL"));
        filled.forEach(table -> sql.execute("VACUUM (ANALYZE) " + table));
    }

    /// Which is quicker than writing to them row by row.
    private void withIndexesBuiltAfter(String table, String insert) {
        List<String> definitions = indexes(table, "indexdef");
        indexes(table, "'DROP INDEX ' || indexname").forEach(sql::execute);
        sql.execute(insert);
        definitions.forEach(sql::execute);
    }

    private List<String> indexes(String table, String what) {
        return sql.column(
                """
                SELECT %s FROM pg_indexes WHERE tablename = '%s'
                  AND indexname NOT IN (SELECT conname FROM pg_constraint)\
                """
                        .formatted(what, table));
    }
}
