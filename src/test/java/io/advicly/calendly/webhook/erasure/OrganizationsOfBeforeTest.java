package io.advicly.calendly.webhook.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import io.advicly.calendly.meeting.HostRows;
import io.advicly.calendly.testing.Sql;
import io.advicly.calendly.webhook.QuietProfile;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the migration finds of moves from before anybody kept them: a purge empties what was
/// delivered there, too.
@QuarkusTest
@TestProfile(QuietProfile.class)
class OrganizationsOfBeforeTest {

    private static final String ADA = "users/before-ada";
    private static final String HERE = "organizations/before-here";
    private static final String MIGRATION = "/db/migration/V47__organizations_of_before.sql";

    private final HostRows hosts;
    private final Sql sql;

    OrganizationsOfBeforeTest(HostRows hosts, Sql sql) {
        this.hosts = hosts;
        this.sql = sql;
    }

    @BeforeEach
    void startOver() {
        sql.execute(
                "TRUNCATE calendly_webhook_subscriptions, calendar_connections, calendly_organizations CASCADE");
    }

    @Test
    void everyOrganizationThatAnythingTellsOfIsFound() {
        UUID ada = hosts.connect("default", "ada", ADA, HERE);
        connectedIn(ada, ADA, "organizations/audited");
        connectedIn(ada, ADA, HERE);
        carries(ada, "organizations/carried");
        knows("organizations/known", ADA);
        knows(HERE, ADA);
        sql.execute(
                "UPDATE calendar_connections SET former_organizations = '{organizations/kept}' WHERE id = ?",
                ada);

        migrate();

        assertThat(former(ada))
                .containsExactlyInAnyOrder(
                        "organizations/audited",
                        "organizations/carried",
                        "organizations/kept",
                        "organizations/known");
    }

    @Test
    void whatTellsOfOthersIsNone() {
        UUID ada = hosts.connect("default", "ada", ADA, HERE);
        UUID mia = hosts.connect("default", "mia", "users/before-mia", HERE);
        connectedIn(ada, "users/before-somebody-else", "organizations/audited");
        carries(mia, "organizations/carried");
        knows("organizations/known", "users/before-mia");

        migrate();

        assertThat(former(ada)).isEmpty();
        assertThat(former(mia))
                .containsExactlyInAnyOrder("organizations/carried", "organizations/known");
    }

    private void connectedIn(UUID connection, String account, String organization) {
        sql.execute(
                "INSERT INTO audit_events (at, tenant_id, user_id, action, connection_id, details) VALUES (now(), 'default',"
                        + " 'ada', 'connection.connected', ?, jsonb_build_object('account', ?::text, 'organization', ?::text))",
                connection,
                account,
                organization);
    }

    private void carries(UUID connection, String organization) {
        sql.execute(
                "INSERT INTO calendly_webhook_subscriptions (id, organization_uri, scope, url_token, webhook_signing_key,"
                        + " carrier_connection_id, state, created_at, updated_at) VALUES (gen_random_uuid(), ?,"
                        + " 'organization', gen_random_uuid(), 'sealed', ?, 'DELETED', now(), now())",
                organization,
                connection);
    }

    private void knows(String organization, String account) {
        sql.execute(
                "INSERT INTO calendly_organizations (organization_uri, accounts) VALUES (?, jsonb_build_object(?::text,"
                        + " '{}'::jsonb))",
                organization,
                account);
    }

    private List<String> former(UUID connection) {
        return sql.column(
                "SELECT unnest(former_organizations) FROM calendar_connections WHERE id = ?",
                connection);
    }

    private void migrate() {
        try (InputStream migration = getClass().getResourceAsStream(MIGRATION)) {
            sql.execute(new String(migration.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
