package io.advicly.calendly.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.advicly.calendly.testing.SandboxResource;
import io.advicly.calendly.testing.Sql;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the database itself writes into the feed, whichever statement changes the thing.
@QuarkusTest
@WithTestResource(SandboxResource.class)
class TriggersTest {

    private final Sql sql;
    private final ObjectMapper json;
    private final String tenant = "triggers-" + UUID.randomUUID();
    private final String organization = "https://api.calendly.com/organizations/" + tenant;
    private final UUID connection = UUID.randomUUID();
    private final UUID subscription = UUID.randomUUID();

    TriggersTest(Sql sql, ObjectMapper json) {
        this.sql = sql;
        this.json = json;
    }

    @BeforeEach
    void connect() {
        connect(connection, tenant, tenant);
        awaitTypes("connection.connected");
    }

    private void connect(UUID id, String owner, String account) {
        sql.execute(
                "INSERT INTO calendar_connections (id, tenant_id, user_id, access_token, refresh_token,"
                        + " token_expires_at, calendly_user_uri, calendly_organization_uri, status, is_active,"
                        + " created_at, updated_at) VALUES (?, ?, 'somebody', 'sealed', 'sealed', now() + interval"
                        + " '1 day', ?, ?, 'ACTIVE', true, now(), now())",
                id,
                owner,
                "https://api.calendly.com/users/" + account,
                organization);
    }

    @Test
    void subscriptionsTellHowManyHoursAreLeft() {
        subscribe();

        set("retry_started_at = now() - interval '3 hours'");

        awaitTypes("connection.connected", "subscription.retrying");
        assertThat(last().get("hours_left").asDouble()).isBetween(20.5, 21.0);
        assertThat(last().get("organization_uri").asText()).isEqualTo(organization);
        assertThat(last().toString()).doesNotContain("sealed-key").doesNotContain(token());
        set("retry_started_at = NULL");
        awaitTypes("connection.connected", "subscription.retrying", "subscription.healed");
        assertThat(last().get("hours_left").isNull()).isTrue();
    }

    /// A check that finds all as it was is nothing to tell.
    @Test
    void aSubscriptionThatStaysWellTellsNothing() {
        subscribe();
        set("checked_at = now()");
        set("state = 'DISABLED', is_active = false");
        awaitTypes("connection.connected", "subscription.lost");
        set("state = 'DISABLED', checked_at = now()");
        set("state = 'ORPHANED'");
        awaitTypes("connection.connected", "subscription.lost", "subscription.orphaned");
    }

    @Test
    void oneThatAnotherHasTakenThePlaceOfIsNotLost() {
        subscribe();
        sql.execute(
                "UPDATE calendly_webhook_subscriptions SET is_active = false WHERE id = ?",
                subscription);
        set("state = 'DELETED'");
        sql.execute(
                "UPDATE calendar_connections SET status = 'NEEDS_RECONNECT' WHERE id = ?",
                connection);

        awaitTypes("connection.connected", "connection.needs_reconnect");
    }

    /// Nobody was told that it is lost, as the last one had left.
    @Test
    void oneThatNobodyNeededHasNotHealed() {
        subscribe();
        be("DISCONNECTED");
        set("state = 'DELETED', is_active = false");
        be("ACTIVE");
        set("state = 'ACTIVE', is_active = true");
        be("NEEDS_RECONNECT");

        awaitTypes(
                "connection.connected",
                "connection.disconnected",
                "connection.connected",
                "connection.needs_reconnect");
    }

    /// What it never knew of does not heal for it.
    @Test
    void whoWasNotToldOfALossIsNotToldThatItHasHealed() {
        subscribe();
        set("state = 'DISABLED', is_active = false");
        String late = tenant + "-late";
        connect(UUID.randomUUID(), late, "late");

        set("state = 'ACTIVE', is_active = true");

        awaitTypes("connection.connected", "subscription.lost", "subscription.healed");
        assertThat(types(late)).containsExactly("connection.connected");
    }

    /// Two were told that their organization's is lost, and get one each.
    @Test
    void whoseOwnIsNotWellYetIsToldOnceItIs() {
        String other = tenant + "-other";
        connect(UUID.randomUUID(), other, "other");
        subscribe();
        set("state = 'DELETED', is_active = false");
        awaitTypes("connection.connected", "subscription.lost");

        set(ownOf(tenant) + ", state = 'ACTIVE', is_active = true");

        awaitTypes("connection.connected", "subscription.lost", "subscription.healed");
        assertThat(types(other)).containsExactly("connection.connected", "subscription.lost");
        set(ownOf("other") + ", state = 'PENDING', is_active = false");
        set("state = 'ACTIVE', is_active = true");
        await().until(() -> types(other).contains("subscription.healed"));
    }

    private static String ownOf(String account) {
        return "scope = 'user', user_uri = 'https://api.calendly.com/users/" + account + "'";
    }

    private void be(String status) {
        sql.execute(
                "UPDATE calendar_connections SET status = ?, is_active = ? WHERE id = ?",
                status,
                !status.equals("DISCONNECTED"),
                connection);
    }

    @Test
    void syncsTellHowTheyEnded() {
        UUID failed = sync();
        sql.execute(
                "UPDATE sync_jobs SET state = 'failed', last_error = 'refused', finished_at = now() WHERE id = ?",
                failed);
        awaitTypes("connection.connected", "sync.failed");
        assertThat(last().get("error").asText()).isEqualTo("refused");
        UUID done = sync();
        sql.execute(
                "UPDATE sync_jobs SET state = 'done', meetings = 7, last_error = 'before', finished_at = now() WHERE id = ?",
                done);
        awaitTypes("connection.connected", "sync.failed", "sync.completed");
        assertThat(last().get("events").asInt()).isEqualTo(7);
        assertThat(last().get("error").isNull()).isTrue();
        assertThat(last().get("connection_id").asText()).isEqualTo(connection.toString());
    }

    @Test
    void aDeadDeliveryTellsNothingOfItsBody() {
        subscribe();
        UUID delivery = UUID.randomUUID();
        sql.execute(
                "INSERT INTO calendly_webhook_deliveries (id, subscription_id, organization_uri, dedupe_key, body,"
                        + " event, due_at, received_at) VALUES (?, ?, ?, sha256(CAST(? AS bytea)), 'grace@example.test',"
                        + " 'invitee.created', now() + interval '1 day', now())",
                delivery,
                subscription,
                organization,
                delivery.toString());

        sql.execute(
                "UPDATE calendly_webhook_deliveries SET state = 'dead', last_error = 'grace@example.test',"
                        + " processed_at = now() WHERE id = ?",
                delivery);

        awaitTypes("connection.connected", "delivery.dead");
        assertThat(last().get("id").asText()).isEqualTo(delivery.toString());
        assertThat(last().get("event").asText()).isEqualTo("invitee.created");
        assertThat(last().toString()).doesNotContain("grace");
    }

    /// However long the name of an organization or a tenant is: whoever writes must not fail.
    @Test
    void longNamesFailNobody() {
        sql.execute(
                "UPDATE calendar_connections SET calendly_organization_uri = ? WHERE id = ?",
                organization + "x".repeat(900),
                connection);
        sql.execute(
                "INSERT INTO calendly_webhook_subscriptions (id, organization_uri, scope,"
                        + " webhook_subscription_uri, url_token, webhook_signing_key, state, is_active, created_at,"
                        + " updated_at) VALUES (?, ?, 'organization', ?, ?, 'sealed-key', 'ACTIVE', true, now(), now())",
                subscription,
                organization + "x".repeat(900),
                "https://api.calendly.com/webhook_subscriptions/" + subscription,
                token());

        set("state = 'DISABLED', is_active = false");

        awaitTypes("connection.connected", "subscription.lost");
    }

    private String token() {
        return "token-" + subscription;
    }

    private void subscribe() {
        sql.execute(
                "INSERT INTO calendly_webhook_subscriptions (id, organization_uri, scope,"
                        + " webhook_subscription_uri, url_token, webhook_signing_key, state, is_active, created_at,"
                        + " updated_at) VALUES (?, ?, 'organization', ?, ?, 'sealed-key', 'ACTIVE', true, now(), now())",
                subscription,
                organization,
                "https://api.calendly.com/webhook_subscriptions/" + subscription,
                token());
    }

    private void set(String columns) {
        sql.execute(
                "UPDATE calendly_webhook_subscriptions SET " + columns + " WHERE id = ?",
                subscription);
    }

    private UUID sync() {
        UUID id = UUID.randomUUID();
        sql.execute(
                "INSERT INTO sync_jobs (id, connection_id, kind, state, window_from, window_to, due_at, began_at,"
                        + " created_at) VALUES (?, ?, 'requested', 'pending', now(), now(), now() + interval '1 day',"
                        + " now(), now())",
                id,
                connection);
        return id;
    }

    private void awaitTypes(String... types) {
        await().untilAsserted(() -> assertThat(types(tenant)).containsExactly(types));
    }

    private List<String> types(String whose) {
        return sql.column(
                "SELECT type FROM events WHERE tenant_id = ?"
                        + " AND type <> 'connection.degraded' ORDER BY position",
                whose);
    }

    private JsonNode last() {
        List<String> data =
                sql.column(
                        "SELECT CAST(data AS text) FROM events WHERE tenant_id = ?"
                                + " AND type <> 'connection.degraded' ORDER BY position DESC LIMIT 1",
                        tenant);
        try {
            return json.readTree(data.getFirst());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
