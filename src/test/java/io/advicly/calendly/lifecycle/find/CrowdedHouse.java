package io.advicly.calendly.lifecycle.find;

import io.advicly.calendly.testing.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/// 100,000 connections, a million meetings with as many invitees, and a million deliveries about
/// them. Every second connection is one tenant's, and one organization has 2,000 of them.
@ApplicationScoped
class CrowdedHouse {

    static final String TENANT = "house";

    private static final String CONNECTIONS =
            """
            INSERT INTO calendar_connections (id, tenant_id, user_id, provider_account_email, provider_account_name, access_token,
              refresh_token, token_expires_at, token_issued_at, scope, calendly_user_uri, calendly_organization_uri, status, is_active,
              created_at, updated_at)
            SELECT CAST('c' || lpad(to_hex(n), 31, '0') AS uuid), CASE n % 2 WHEN 0 THEN 'house' ELSE 'house-' || n % 1000 END,
              'house-user-' || n, 'Somebody-' || n || '@House.test', 'Somebody ' || n, CASE n % 50000 WHEN 9 THEN 'v1.old.' ELSE 'v1.test.' END || repeat('sealed', 60), 'v1.test.' || repeat('sealed', 20),
              now(), now(), 'users:read', 'https://api.calendly.com/users/house-' || n,
              'https://api.calendly.com/organizations/house-' || CASE WHEN n % 50 = 0 THEN 0 ELSE n % 20000 END,
              CASE WHEN n % 1000 = 7 THEN 'NEEDS_RECONNECT' ELSE 'ACTIVE' END, true, now() - n * interval '1 minute', now()
            FROM generate_series(1, 100000) n;
            INSERT INTO calendly_organizations (organization_uri, created_at, attempts, last_outcome, last_outcome_at)
            SELECT 'https://api.calendly.com/organizations/house-' || n, now() - n * interval '1 minute',
              CASE WHEN n % 500 = 3 THEN 2 ELSE 0 END, 'all reached', now()
            FROM generate_series(0, 19999) n;
            INSERT INTO calendly_webhook_subscriptions (id, organization_uri, scope, webhook_subscription_uri, url_token,
              webhook_signing_key, state, is_active, retry_started_at, carrier_connection_id, created_at, updated_at)
            SELECT CAST('5' || lpad(to_hex(n), 31, '0') AS uuid), 'https://api.calendly.com/organizations/house-' || n, 'organization',
              'https://api.calendly.com/webhook_subscriptions/house-' || n, 'house-' || n, 'v1.test.sealed', 'ACTIVE', true,
              CASE WHEN n % 1000 = 5 THEN now() - interval '20 hours' END,
              CAST('c' || lpad(to_hex(CASE n WHEN 0 THEN 50 ELSE n END), 31, '0') AS uuid), now() - n * interval '1 minute', now()
            FROM generate_series(0, 19999) n;
            INSERT INTO delivery_gaps (connection_id, gap_since)
            SELECT CAST('c' || lpad(to_hex(n * 100), 31, '0') AS uuid), now() FROM generate_series(1, 200) n;
            INSERT INTO sync_jobs (id, connection_id, kind, state, window_from, window_to, due_at, created_at, finished_at, began_at)
            SELECT gen_random_uuid(), CAST('c' || lpad(to_hex(n), 31, '0') AS uuid), 'nightly', 'done', now(), now(), now(),
              now() - d * interval '1 day', now() - d * interval '1 day', now()
            FROM generate_series(1, 100000) n, generate_series(1, 2) d;
            INSERT INTO audit_events (at, tenant_id, user_id, action, connection_id, details)
            SELECT now() - n * interval '1 second', 'house', 'house-user-' || n % 100000 + 1, 'connection.connected',
              CAST('c' || lpad(to_hex(n % 100000 + 1), 31, '0') AS uuid),
              jsonb_build_object('organization', 'https://api.calendly.com/organizations/house-' || n % 20000,
                'request_ids', 'request-' || n || ',other-' || n)
            FROM generate_series(1, 300000) n\
            """;

    private static final String MEETINGS =
            """
            INSERT INTO meetings (id, connection_id, tenant_id, user_id, calendly_event_uri, name, status, start_time, end_time, hosts,
              source_updated_at, created_at, updated_at)
            SELECT CAST(lpad(to_hex(n), 32, '0') AS uuid), CAST('c' || lpad(to_hex(c), 31, '0') AS uuid),
              CASE c % 2 WHEN 0 THEN 'house' ELSE 'house-' || c % 1000 END, 'house-user-' || c,
              'https://api.calendly.com/scheduled_events/house-' || n, 'Intro', 'active', start, start + interval '30 minutes', '[]',
              now(), now(), now() - n * interval '1 second'
            FROM (SELECT n, n % 100000 + 1 AS c, now() + (n % 1000 - 500) * interval '1 hour' AS start
                  FROM generate_series(1, 1000000) n) AS planned\
            """;

    private static final String INVITEES =
            """
            INSERT INTO meeting_invitees (meeting_id, calendly_invitee_uri, email, status, created_at, source_updated_at)
            SELECT CAST(lpad(to_hex(n), 32, '0') AS uuid), 'https://api.calendly.com/scheduled_events/house-' || n || '/invitees/I',
              'Guest-' || n % 300000 || '@Guests.test', 'active', now(), now()
            FROM generate_series(1, 1000000) n\
            """;

    private static final String CHANGES =
            """
            INSERT INTO meeting_changes (meeting_id, tenant_id, user_id, change_id)
            SELECT id, tenant_id, user_id, nextval('meeting_change_ids') FROM meetings WHERE tenant_id LIKE 'house%';
            INSERT INTO events (position, tenant_id, user_id, connection_id, type, subject, created_at, sequenced_at, data)
            SELECT n, CASE c % 2 WHEN 0 THEN 'house' ELSE 'house-' || c % 1000 END, 'house-user-' || c, NULL, 'meeting.booked',
              'meeting:' || CAST(lpad(to_hex(n), 32, '0') AS uuid), now(), now(), '{"status": "active"}'
            FROM (SELECT n, n % 100000 + 1 AS c FROM generate_series(1, 300000) n) AS planned;
            INSERT INTO destinations (id, tenant_id, url, position, held_at, last_error)
            VALUES (gen_random_uuid(), 'house', 'https://example.test/held', 0, now(), 'Status 500')\
            """;

    private static final String DELIVERIES =
            """
            INSERT INTO calendly_webhook_deliveries (id, subscription_id, organization_uri, dedupe_key, body, event, state, due_at,
              turn, received_at, processed_at, calendly_event_uri)
            SELECT CAST('d' || lpad(to_hex(n), 31, '0') AS uuid), CAST('5' || lpad(to_hex(o), 31, '0') AS uuid),
              'https://api.calendly.com/organizations/house-' || o, sha256(convert_to('house' || n, 'UTF8')), '\\x7b7d', 'invitee.created',
              CASE n % 100 WHEN 1 THEN 'dead' ELSE 'processed' END, time, time, time, time,
              'https://api.calendly.com/scheduled_events/house-' || n
            FROM (SELECT n, CASE n % 2 WHEN 0 THEN 0 ELSE n % 20000 END AS o, now() - n * interval '0.5 s' AS time
                  FROM generate_series(1, 1000000) n) AS planned\
            """;

    private static final List<String> FILLED =
            List.of(
                    "calendar_connections",
                    "calendly_organizations",
                    "calendly_webhook_subscriptions",
                    "sync_jobs",
                    "audit_events",
                    "meetings",
                    "meeting_invitees",
                    "meeting_changes",
                    "events",
                    "calendly_webhook_deliveries");

    private final Sql sql;

    CrowdedHouse(Sql sql) {
        this.sql = sql;
    }

    void fill() {
        untroubled("calendar_connections", CONNECTIONS);
        untroubled("meetings", MEETINGS);
        untroubled("meeting_invitees", INVITEES);
        untroubled("meeting_changes", CHANGES);
        untroubled("calendly_webhook_deliveries", DELIVERIES);
        FILLED.forEach(table -> sql.execute("VACUUM (ANALYZE) " + table));
    }

    /// Triggers sleep, indexes are built and references checked after: that is quicker than row by
    /// row.
    private void untroubled(String table, String insert) {
        List<String> definitions = indexes("indexdef", table);
        indexes("'DROP INDEX ' || indexname", table).forEach(sql::execute);
        sql.execute("ALTER TABLE " + table + " DISABLE TRIGGER ALL");
        sql.execute(insert);
        sql.execute("ALTER TABLE " + table + " ENABLE TRIGGER ALL");
        definitions.forEach(sql::execute);
    }

    private List<String> indexes(String what, String table) {
        return sql.column(
                "SELECT %s FROM pg_indexes WHERE tablename = '%s' AND indexname NOT IN (SELECT conname FROM pg_constraint)"
                        .formatted(what, table));
    }
}
