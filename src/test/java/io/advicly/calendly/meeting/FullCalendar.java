package io.advicly.calendly.meeting;

import io.advicly.calendly.testing.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/// A million meetings with their invitees, of one tenant. Half of them are one user's.
@ApplicationScoped
class FullCalendar {

    static final String TENANT = "full";
    static final String BUSY = "busy";

    /// One of 500, with a thousandth of the others' meetings each.
    static final String USUAL = "user-7";

    private static final String CONNECTIONS =
            """
            INSERT INTO calendar_connections (id, tenant_id, user_id, access_token, refresh_token,
              token_expires_at, calendly_user_uri, calendly_organization_uri, status, is_active,
              created_at, updated_at)
            SELECT CAST('c' || lpad(to_hex(n), 31, '0') AS uuid), 'full',
              CASE n WHEN 0 THEN 'busy' ELSE 'user-' || n END, 'sealed', 'sealed', now(),
              'https://api.calendly.com/users/full-' || n,
              'https://api.calendly.com/organizations/full', 'ACTIVE', true, now(), now()
            FROM generate_series(0, 500) n\
            """;

    /// Of one in a hundred somebody else is a host too, one in fifty is canceled; the last year's
    /// and the next one's, of which few have changed lately.
    private static final String MEETINGS =
            """
            INSERT INTO meetings (id, connection_id, tenant_id, user_id, calendly_event_uri, name, status,
              start_time, end_time, hosts, event_type, details, source_updated_at, created_at, updated_at)
            SELECT CAST(lpad(to_hex(n), 32, '0') AS uuid), CAST('c' || lpad(to_hex(host), 31, '0') AS uuid), 'full',
              CASE host WHEN 0 THEN 'busy' ELSE 'user-' || host END,
              'https://api.calendly.com/scheduled_events/full-' || n, 'Intro',
              CASE WHEN n % 50 = 7 THEN 'canceled' ELSE 'active' END, start, start + interval '30 minutes',
              CASE WHEN n % 100 = 3
                THEN jsonb_build_array(jsonb_build_object('uri', 'https://api.calendly.com/users/full-' || host,
                    'email', 'host-' || host || '@example.test'),
                  jsonb_build_object('uri', 'https://api.calendly.com/users/co-' || n % 5000,
                    'email', 'co-' || n % 5000 || '@example.test'))
                ELSE jsonb_build_array(jsonb_build_object('uri', 'https://api.calendly.com/users/full-' || host,
                    'email', 'host-' || host || '@example.test')) END,
              'https://api.calendly.com/event_types/full-' || n % 2000, '{"event_type": "shown"}',
              now(), now(), now() - (n::bigint * 7919 % 1000000) * interval '30 seconds'
            FROM (
              SELECT n, CASE n % 2 WHEN 0 THEN 0 ELSE 1 + n / 2 % 500 END AS host,
                now() + (n::bigint * 104729 % 1000000 - 500000) * interval '1 minute' AS start
              FROM generate_series(1, 1000000) n) AS planned\
            """;

    private static final String INVITEES =
            """
            INSERT INTO meeting_invitees (meeting_id, calendly_invitee_uri, email, status, created_at, source_updated_at)
            SELECT CAST(lpad(to_hex(n), 32, '0') AS uuid),
              'https://api.calendly.com/scheduled_events/full-' || n || '/invitees/I',
              'Guest-' || n % 100000 || '@Example.test', 'active', now(), now()
            FROM generate_series(1, 1000000) n\
            """;

    private static final List<String> TABLES = List.of("meetings", "meeting_invitees");

    private final Sql sql;

    FullCalendar(Sql sql) {
        this.sql = sql;
    }

    /// Indexes are built, and references checked, after: that is quicker than row by row.
    void fill() {
        sql.execute(CONNECTIONS);
        List<String> definitions = indexes("indexdef");
        indexes("'DROP INDEX ' || indexname").forEach(sql::execute);
        sql.execute("ALTER TABLE meeting_invitees DISABLE TRIGGER ALL");
        sql.execute("ALTER TABLE meetings DISABLE TRIGGER ALL");
        sql.execute(MEETINGS);
        sql.execute(INVITEES);
        sql.execute("ALTER TABLE meeting_invitees ENABLE TRIGGER ALL");
        sql.execute("ALTER TABLE meetings ENABLE TRIGGER ALL");
        definitions.forEach(sql::execute);
        TABLES.forEach(table -> sql.execute("VACUUM (ANALYZE) " + table));
    }

    long size() {
        return Long.parseLong(
                sql.column("SELECT count(*) FROM meetings WHERE tenant_id = ?", TENANT).getFirst());
    }

    private List<String> indexes(String what) {
        return sql.column(
                """
                SELECT %s FROM pg_indexes WHERE tablename IN ('meetings', 'meeting_invitees')
                  AND indexname NOT IN (SELECT conname FROM pg_constraint)\
                """
                        .formatted(what));
    }
}
