package io.advicly.calendly.subscription.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.advicly.calendly.testing.Sql;
import io.advicly.calendly.webhook.QuietProfile;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Which subscriptions' rows go.
@QuarkusTest
@TestProfile(QuietProfile.class)
class SpentSubscriptionsTest {

    private final SpentSubscriptions spent;
    private final Sql sql;

    SpentSubscriptionsTest(SpentSubscriptions spent, Sql sql) {
        this.spent = spent;
        this.sql = sql;
    }

    @BeforeEach
    void startOver() {
        sql.execute(
                "TRUNCATE calendly_webhook_deliveries, calendly_webhook_subscriptions, calendar_connections CASCADE");
    }

    @Test
    void thoseThatAreLongGoneAndNoOthers() {
        var _ = subscription("gone", "DELETED", 91);
        var _ = subscription("left", "ORPHANED", 91);
        var _ = subscription("lately", "DELETED", 89);
        var _ = subscription("refused", "PLAN_NOT_ALLOWED", 91);
        var _ = subscription("lost", "DISABLED", 91);

        deleted();

        assertThat(remaining()).containsExactly("lately", "lost", "refused");
    }

    @Test
    void noneThatADeliveryIsListedWith() {
        UUID named = subscription("named", "DELETED", 400);
        var _ = subscription("unnamed", "DELETED", 400);
        sql.execute(
                "INSERT INTO calendly_webhook_deliveries (id, subscription_id, organization_uri, dedupe_key, body,"
                        + " state, processed_at, due_at, received_at)"
                        + " VALUES (gen_random_uuid(), ?, 'o', sha256('1'), '', 'dead', now(), now(), now())",
                named);

        deleted();

        assertThat(remaining()).containsExactly("named");
        sql.execute("DELETE FROM calendly_webhook_deliveries");
        deleted();
        assertThat(remaining()).isEmpty();
    }

    @Test
    void whoStillShowsOneShowsNoneAfterwards() {
        UUID left = subscription("left", "ORPHANED", 91);
        sql.execute("UPDATE calendly_webhook_subscriptions SET webhook_subscription_uri = 'hook'");
        sql.execute(
                "INSERT INTO calendar_connections (id, tenant_id, user_id, calendly_webhook_id,"
                        + " calendly_webhook_signing_key, status, created_at, updated_at)"
                        + " VALUES (gen_random_uuid(), 't', 'u', 'hook', 'sealed', 'DISCONNECTED', now(), now())");
        sql.execute(
                "UPDATE calendly_webhook_subscriptions SET carrier_connection_id = (SELECT id FROM calendar_connections)"
                        + " WHERE id = ?",
                left);

        deleted();

        assertThat(remaining()).isEmpty();
        assertThat(
                        sql.column(
                                "SELECT concat(calendly_webhook_id, calendly_webhook_signing_key) FROM calendar_connections"))
                .containsExactly("");
    }

    @Test
    void allOfThemHoweverMany() {
        sql.execute(
                "INSERT INTO calendly_webhook_subscriptions (id, organization_uri, scope, url_token,"
                        + " webhook_signing_key, state, created_at, updated_at)"
                        + " SELECT gen_random_uuid(), 'o', 'organization', n::text, 'sealed', 'DELETED', now(),"
                        + " now() - interval '91 days' FROM generate_series(1, 1001) AS n");

        deleted();

        assertThat(remaining()).isEmpty();
    }

    private void deleted() {
        spent.tick().subscribeAsCompletionStage().join();
    }

    private java.util.List<String> remaining() {
        return sql.column(
                "SELECT url_token FROM calendly_webhook_subscriptions ORDER BY url_token");
    }

    private UUID subscription(String name, String state, int days) {
        UUID id = UUID.randomUUID();
        sql.execute(
                "INSERT INTO calendly_webhook_subscriptions (id, organization_uri, scope, url_token,"
                        + " webhook_signing_key, state, created_at, updated_at)"
                        + " VALUES (?, 'o', 'organization', ?, 'sealed', ?, now(), now() - make_interval(days => ?))",
                id,
                name,
                state,
                days);
        return id;
    }
}
