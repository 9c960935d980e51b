package io.advicly.calendly.lifecycle.backend;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.advicly.calendly.testing.Sql;
import io.advicly.calendly.testing.StatementCount;
import io.advicly.calendly.testing.TestTokens;
import io.advicly.calendly.webhook.QuietProfile;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// A page of connections costs as many statements with two hundred on it as with two, and each is
/// shown as it is.
@QuarkusTest
@TestProfile(QuietProfile.class)
class ConnectionPageTest {

    private static final int ALL = 200;

    private static final String TABLES =
            "calendar_connections|calendly_webhook_subscriptions|calendly_organizations|sync_jobs";

    /// Of every five: two that are delivered to, one whose carrier is the last, one whose
    /// subscription was refused, and one whose grant is lost. The latest one first.
    private static final List<String> KINDS =
            List.of("active", "active", "degraded", "degraded", "needs_reconnect");

    private static final String CONNECTIONS =
            """
            INSERT INTO calendar_connections (id, tenant_id, user_id, access_token, refresh_token, token_expires_at,
              calendly_user_uri, calendly_organization_uri, status, is_active, created_at, updated_at)
            SELECT gen_random_uuid(), ?, 'user-' || n, 'sealed', 'sealed', now() + interval '1 hour',
              'https://api.calendly.com/users/' || ? || n, 'https://api.calendly.com/organizations/' || ? || n,
              CASE WHEN n % 5 = 4 THEN 'NEEDS_RECONNECT' ELSE 'ACTIVE' END, n % 5 <> 4, now() - n * interval '1 minute', now()
            FROM generate_series(0, ?) n\
            """;

    private static final String ORGANIZATIONS =
            """
            INSERT INTO calendly_organizations (organization_uri, due_at)
            SELECT calendly_organization_uri, now() + interval '1 hour' FROM calendar_connections WHERE tenant_id = ?\
            """;

    private static final String SUBSCRIPTIONS =
            """
            INSERT INTO calendly_webhook_subscriptions (id, organization_uri, scope, user_uri, webhook_subscription_uri,
              url_token, webhook_signing_key, carrier_connection_id, state, is_active, last_error, checked_at, created_at, updated_at)
            SELECT gen_random_uuid(), calendly_organization_uri, 'organization', NULL,
              'https://api.calendly.com/webhook_subscriptions/' || id, id, 'sealed',
              CASE WHEN n % 5 = 2 THEN (SELECT id FROM calendar_connections o WHERE o.tenant_id = c.tenant_id AND o.user_id = 'user-' || n + 2) ELSE id END,
              CASE WHEN n % 5 = 3 THEN 'REFUSED' ELSE 'ACTIVE' END, n % 5 <> 3,
              CASE WHEN n % 5 = 3 THEN 'words of ' || user_id END, now(), now(), now()
            FROM (SELECT *, CAST(replace(user_id, 'user-', '') AS integer) AS n FROM calendar_connections WHERE tenant_id = ?) c
            WHERE n % 5 <> 4\
            """;

    /// The last one failed, and the one before it was complete.
    private static final String SYNCS =
            """
            INSERT INTO sync_jobs (id, connection_id, kind, state, window_from, window_to, due_at, began_at, created_at, meetings)
            SELECT gen_random_uuid(), id, 'initial', state, now(), now(), now(), now(), now() - ago * interval '1 hour', read
            FROM calendar_connections, (VALUES ('failed', 1, 3), ('done', 2, 7), ('done', 3, 5)) AS j (state, ago, read)
            WHERE tenant_id = ?\
            """;

    private final Sql sql;
    private final StatementCount statements;
    private final String tenant = "page-" + UUID.randomUUID();

    ConnectionPageTest(Sql sql, StatementCount statements) {
        this.sql = sql;
        this.statements = statements;
    }

    @Test
    void costsAsManyStatementsHoweverManyAreOnIt() {
        fill();
        page(2);

        // Once all of them have been told of: that reads each.
        await().untilAsserted(
                        () -> assertThat(ofPage(ALL)).isEqualTo(ofPage(2)).isBetween(1L, 10L));
    }

    /// Of several times the fewest: others read, too.
    private long ofPage(int limit) {
        return LongStream.generate(() -> statements.during(TABLES, () -> page(limit)))
                .limit(3)
                .min()
                .orElseThrow();
    }

    @Test
    void showsEachAsItIs() {
        fill();

        List<Map<String, Object>> page = page(ALL);

        assertThat(page).hasSize(ALL);
        for (int n = 0; n < ALL; n++) {
            Map<String, Object> one = page.get(n);
            assertThat(one).containsEntry("user_id", "user-" + n);
            assertThat(one).as("user-" + n).containsEntry("status", KINDS.get(n % KINDS.size()));
            assertThat((Map<?, ?>) one.get("sync"))
                    .isEqualTo(
                            Map.of(
                                    "status", "failed",
                                    "meetings", 0,
                                    "pages", 0,
                                    "events", 3,
                                    "estimate", 7));
        }
        assertThat(page.get(3).get("reason")).asString().contains("words of user-3");
    }

    private void fill() {
        String prefix = tenant + "-";
        sql.execute(CONNECTIONS, tenant, prefix, prefix, ALL - 1);
        sql.execute(ORGANIZATIONS, tenant);
        sql.execute(SUBSCRIPTIONS, tenant);
        sql.execute(SYNCS, tenant);
    }

    @CanIgnoreReturnValue
    private List<Map<String, Object>> page(int limit) {
        return given().auth()
                .oauth2(TestTokens.backend(tenant))
                .get("/api/backend/connections?limit=" + limit)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("connections");
    }
}
