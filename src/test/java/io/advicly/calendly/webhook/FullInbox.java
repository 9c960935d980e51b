package io.advicly.calendly.webhook;

import io.advicly.calendly.testing.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/// A million deliveries and what comes with them. Half of them are one organization's, the rest is
/// everybody else's.
@ApplicationScoped
class FullInbox {

    static final int DELIVERIES = 1_000_000;
    static final int MEETINGS = 100_000;

    /// Each of another tenant.
    private static final String ORGANIZATIONS =
            """
            INSERT INTO calendar_connections (id, tenant_id, user_id, access_token, refresh_token,
              token_expires_at, calendly_user_uri, calendly_organization_uri, status, is_active,
              created_at, updated_at)
            SELECT gen_random_uuid(), 'crowd-' || n, 'user-' || n, 'sealed', 'sealed', now(),
              'https://api.calendly.com/users/crowd-' || n,
              'https://api.calendly.com/organizations/crowd-' || n, 'ACTIVE', true, now(), now()
            FROM generate_series(1, 200) n;
            INSERT INTO calendly_webhook_subscriptions (id, organization_uri, scope, url_token,
              webhook_signing_key, state, created_at, updated_at)
            SELECT gen_random_uuid(), calendly_organization_uri, 'organization', user_id, 'sealed',
              'DELETED', now(), now()
            FROM calendar_connections WHERE tenant_id LIKE 'crowd-%'\
            """;

    private static final String BACKLOG =
            """
            INSERT INTO calendly_webhook_deliveries (id, subscription_id, organization_uri,
              dedupe_key, body, event, due_at, turn, received_at)
            SELECT gen_random_uuid(), gen_random_uuid(), 'backlog-' || n % 200,
              sha256(convert_to('backlog' || n, 'UTF8')), '\\x7b7d', 'backlog', now() + interval '1 day',
              now(), now() - n * interval '36 ms'
            FROM generate_series(1, 100000) n\
            """;

    private static final List<String> TABLES =
            List.of(
                    "calendly_webhook_deliveries",
                    "meetings",
                    "meeting_invitees",
                    "meeting_outbox",
                    "calendar_connections",
                    "calendly_webhook_subscriptions");

    private final Sql sql;

    FullInbox(Sql sql) {
        this.sql = sql;
    }

    /// Round this organization, whose is every second delivery.
    void round(Installation.Organization organization) {
        sql.execute(ORGANIZATIONS);
        withIndexesBuiltAfter(deliveries(organization));
        sql.execute(meetingsOfOthers());
        TABLES.forEach(table -> sql.execute("VACUUM (ANALYZE) " + table));
    }

    /// The last week's, and a few that are older; some wait for another day, and of some nobody
    /// knows whom they mention.
    private static String deliveries(Installation.Organization organization) {
        return """
        WITH known AS MATERIALIZED (
          SELECT id, organization_uri, row_number() OVER (ORDER BY url_token) - 1 AS place
          FROM calendly_webhook_subscriptions WHERE url_token LIKE 'user-%%'),
        planned AS MATERIALIZED (
          SELECT n, CASE WHEN n %% 500 = 0 THEN 'pending' WHEN n %% 50 = 1 THEN 'dead'
            WHEN n %% 50 = 2 THEN 'ignored' ELSE 'processed' END AS state,
            now() - CASE WHEN n < 1500 THEN interval '8 days' ELSE n * interval '0.5 s' END AS time
          FROM generate_series(1, %d) n)
        INSERT INTO calendly_webhook_deliveries (id, subscription_id, organization_uri,
          dedupe_key, body, event, state, due_at, turn, received_at, processed_at, mentions)
        SELECT CAST(lpad(to_hex(n), 32, '0') AS uuid),
          CASE n %% 2 WHEN 0 THEN CAST('%2$s' AS uuid) ELSE known.id END,
          CASE n %% 2 WHEN 0 THEN '%3$s' ELSE known.organization_uri END,
          sha256(convert_to('crowd' || n, 'UTF8')), '\\x7b7d', 'invitee.created', state,
          CASE state WHEN 'pending' THEN now() + interval '1 day' ELSE time END, time, time,
          CASE state WHEN 'pending' THEN NULL ELSE time END,
          CASE WHEN state <> 'pending' AND n %% 400 <> 3
            THEN ARRAY[n %% 1048576, (n * 7919::bigint %% 1048576)::integer] END
        FROM planned JOIN known ON known.place = (n / 2) %% 200\
        """
                .formatted(
                        DELIVERIES,
                        organization.subscription(),
                        "https://api.calendly.com/organizations/" + organization.prefix());
    }

    private static String meetingsOfOthers() {
        return """
        WITH known AS MATERIALIZED (
          SELECT id, tenant_id, user_id, row_number() OVER () - 1 AS place
          FROM calendar_connections WHERE tenant_id LIKE 'crowd-%%')
        INSERT INTO meetings (id, connection_id, tenant_id, user_id, calendly_event_uri, status,
          start_time, end_time, source_updated_at, created_at, updated_at)
        SELECT gen_random_uuid(), known.id, tenant_id, user_id, 'crowd-' || n, 'active', now(),
          now(), now(), now(), now()
        FROM generate_series(1, %d) n JOIN known ON known.place = n %% 200;
        INSERT INTO meeting_invitees (meeting_id, calendly_invitee_uri, email, status, created_at,
          source_updated_at)
        SELECT id, calendly_event_uri || '/invitee', calendly_event_uri || '@example.test',
          'active', now(), now()
        FROM meetings WHERE tenant_id LIKE 'crowd-%%';
        INSERT INTO meeting_outbox (id, aggregatetype, aggregateid, type, payload, created_at)
        SELECT gen_random_uuid(), 'meeting', id::text, 'meeting.changed',
          jsonb_build_object('tenant_id', tenant_id, 'connection_id', connection_id), now()
        FROM meetings WHERE tenant_id LIKE 'crowd-%%'\
        """
                .formatted(MEETINGS);
    }

    /// As many more that wait as a claim, a list or anything else must not read.
    void backlog() {
        sql.execute(BACKLOG);
        sql.execute("ANALYZE calendly_webhook_deliveries");
    }

    void workOffBacklog() {
        sql.execute("DELETE FROM calendly_webhook_deliveries WHERE event = 'backlog'");
        sql.execute("VACUUM (ANALYZE) calendly_webhook_deliveries");
    }

    /// How many are there that retention should have deleted.
    long doneLongAgo() {
        return Long.parseLong(
                sql.column(
                                "SELECT count(*) FROM calendly_webhook_deliveries WHERE state IN"
                                        + " ('processed', 'ignored')"
                                        + " AND received_at < now() - interval '7 days 1 hour'")
                        .getFirst());
    }

    /// Which is quicker than writing to them row by row.
    private void withIndexesBuiltAfter(String insert) {
        List<String> definitions = indexes("indexdef");
        indexes("'DROP INDEX ' || indexname").forEach(sql::execute);
        sql.execute(insert);
        definitions.forEach(sql::execute);
    }

    private List<String> indexes(String what) {
        return sql.column(
                """
                SELECT %s FROM pg_indexes WHERE tablename = 'calendly_webhook_deliveries'
                  AND indexname NOT IN (SELECT conname FROM pg_constraint)\
                """
                        .formatted(what));
    }
}
