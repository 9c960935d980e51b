package io.advicly.calendly.scenario;

import static io.advicly.calendly.scenario.Acts.assertActive;
import static io.advicly.calendly.scenario.Acts.assertDelivered;
import static io.advicly.calendly.scenario.Acts.connected;
import static io.advicly.calendly.scenario.Acts.look;
import static io.advicly.calendly.scenario.Acts.only;
import static io.advicly.calendly.scenario.Acts.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.advicly.calendly.testing.Calendar;
import io.advicly.calendly.testing.CleanSlate;
import io.advicly.calendly.testing.Dump;
import io.advicly.calendly.testing.Person;
import io.advicly.calendly.testing.SandboxResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What somebody leaves behind at Calendly, and what a move takes along.
@QuarkusTest
@WithTestResource(SandboxResource.class)
class LeftBehindTest {

    @BeforeEach
    void startOver() {
        Calendar.clearFaults();
        CleanSlate.startOver();
    }

    @Test
    void aDeliveryToAnOrphanHasItsOrganizationLookedAt() {
        Person mia = connected("mia");
        Acts.revoke("mia");
        mia.delete("/api/calendly/connection").expect(204);
        await().atMost(Acts.LONG)
                .untilAsserted(() -> assertThat(rows("state = 'ORPHANED'")).isEqualTo(1));
        look();
        assertThat(Dump.column("SELECT due_at FROM calendly_organizations"))
                .as("nobody is left to look after")
                .containsExactly((String) null);
        String before = Dump.column("SELECT marks FROM calendly_organizations").getFirst();
        long deliveries = Dump.count("calendly_webhook_deliveries");

        Calendar.bookWith("mia", "Late Guest");

        await().atMost(Acts.LONG)
                .untilAsserted(() ->
                        assertThat(
                                        Dump.column(
                                                "SELECT 1 FROM calendly_organizations WHERE settled_marks > "
                                                        + before))
                                .hasSize(1));
        assertThat(Dump.count("calendly_webhook_deliveries")).isEqualTo(deliveries);
    }

    @Test
    void aMemberWhoWasMovedReconnectsAndKeepsOneSubscription() {
        Person max = connected("max");
        assertThat(only().get("organization_id").asText()).isEqualTo("acme");
        Calendar.control("PATCH", "/_control/accounts/max", Map.of("organization", "globex"), 200);

        max.post("/api/calendly/connection", Map.of()).expect(200);

        assertActive(max);
        assertThat(max.connection().at("/account/organization_uri").asText()).endsWith("/globex");
        assertDelivered(max, "max");
        look();
        // Calendly lets nobody but acme's owners delete what is there: it is given up, and not
        // ours.
        assertThat(Ours.subscriptions())
                .filteredOn(it -> it.get("organization_id").asText().equals("globex"))
                .hasSize(1);
        assertThat(rows("is_active")).isEqualTo(1);
        max.post("/api/calendly/connection", Map.of()).expect(200);
        assertActive(max);
        assertThat(rows("is_active")).isEqualTo(1);
    }

    /// Where it is now, somebody else looks after the account's subscription.
    @Test
    void whoLeavesWithAMovedAccountIsLetGoAlthoughItIsServedElsewhere() {
        Person max = connected("max");
        Person leaving = connected("max");
        Calendar.control("PATCH", "/_control/accounts/max", Map.of("organization", "globex"), 200);
        max.post("/api/calendly/connection", Map.of()).expect(200);
        assertActive(max);

        leaving.delete("/api/calendly/connection").expect(204);

        await().atMost(Acts.LONG)
                .untilAsserted(() ->
                        assertThat(
                                        Dump.column(
                                                "SELECT status FROM calendar_connections ORDER BY status"))
                                .containsExactly("ACTIVE", "DISCONNECTED"));
        assertActive(max);
    }

    /// The subscription where they were is all that a member has whose grant is dead: it stays, and
    /// there is nothing that the grant could do about it.
    @Test
    void whoWasMovedAndLeavesIsLetGoAlthoughADeadOneStaysWhereTheyWere() {
        Person ada = connected("ada");
        Person mia = connected("mia");
        assertActive(mia);
        Acts.revoke("mia");
        Calendar.control("POST", "/_control/tokens/expire", Map.of("account", "mia"), 200);
        mia.post("/api/calendly/connection", Map.of());
        await().untilAsserted(() ->
                assertThat(mia.connection().get("status").asText()).isEqualTo("needs_reconnect"));
        moveToGlobex("ada", "owner");
        ada.post("/api/calendly/connection", Map.of()).expect(200);
        assertActive(ada);

        ada.delete("/api/calendly/connection?purge=true").expect(204);

        assertLetGo("ada");
        await().atMost(Acts.LONG)
                .untilAsserted(() -> {
                    Dump.execute(
                            "UPDATE calendar_connections SET next_attempt_at = now() WHERE next_attempt_at IS NOT NULL");
                    assertThat(connectionsOf("ada")).as("purged").isEmpty();
                });
        assertThat(Ours.subscriptions())
                .as("what serves the member who stays is never given up")
                .singleElement()
                .satisfies(it -> assertThat(it.get("organization_id").asText()).isEqualTo("acme"));
        assertThat(rows("is_active")).isEqualTo(1);
    }

    /// What Calendly has refused names whoever asked first until somebody else asks again.
    @Test
    void whoWasMovedAndLeavesIsLetGoAlthoughWhatThePlanRefusedNamesThem() {
        Calendar.control(
                "PATCH", "/_control/organizations/acme", Map.of("webhooks_allowed", false), 200);
        Person ada = connected("ada");
        Person alan = connected("alan");
        await().atMost(Acts.LONG)
                .untilAsserted(() -> assertThat(rows("state = 'PLAN_NOT_ALLOWED'")).isEqualTo(1));
        moveToGlobex("ada", "owner");
        ada.post("/api/calendly/connection", Map.of()).expect(200);
        assertActive(ada);
        Acts.awaitLooked();
        Dump.execute(
                "UPDATE calendly_webhook_subscriptions SET carrier_connection_id = c.id FROM calendar_connections c"
                        + " WHERE c.calendly_user_uri LIKE '%/ada' AND state = 'PLAN_NOT_ALLOWED'");

        ada.delete("/api/calendly/connection").expect(204);

        assertLetGo("ada");
        assertThat(rows("state = 'PLAN_NOT_ALLOWED'")).isEqualTo(1);
        assertThat(alan.connection().get("status").asText()).isEqualTo("degraded");
    }

    /// As long as where they were has not been looked at, its subscription may be theirs to delete.
    @Test
    void whoWasMovedIsLetGoOnlyOnceWhereTheyWereWasLookedAt() {
        Person max = connected("max");
        moveToGlobex("max", "user");
        max.post("/api/calendly/connection", Map.of()).expect(200);
        assertActive(max);
        Acts.awaitLooked();
        Dump.execute(
                "UPDATE calendly_webhook_subscriptions SET state = 'ACTIVE' WHERE organization_uri LIKE '%/acme'");
        // Nobody may look there for now.
        Dump.execute(
                "UPDATE calendly_organizations SET marks = marks + 1, claim = gen_random_uuid(), claimed_by = NULL,"
                        + " claimed_until = now() + interval '1 hour' WHERE organization_uri LIKE '%/acme'");

        max.delete("/api/calendly/connection").expect(204);

        await().atMost(Acts.LONG)
                .untilAsserted(() ->
                        assertThat(
                                        Dump.column(
                                                "SELECT last_outcome FROM calendly_organizations WHERE organization_uri LIKE '%/globex'"))
                                .first()
                                .asString()
                                .contains("needed in another organization"));
        assertThat(Calendar.livingGrants("max")).isEqualTo(1);
        Dump.execute(
                "UPDATE calendly_organizations SET claimed_until = now() WHERE organization_uri LIKE '%/acme'");
        assertLetGo("max");
    }

    private static void moveToGlobex(String account, String role) {
        Calendar.control(
                "PATCH",
                "/_control/accounts/" + account,
                Map.of("organization", "globex", "role", role),
                200);
    }

    private static void assertLetGo(String account) {
        await().atMost(Acts.LONG)
                .untilAsserted(() -> {
                    globexIsDue();
                    assertThat(Calendar.livingGrants(account)).isZero();
                    assertThat(connectionsOf(account)).doesNotContain("CLOSING");
                });
    }

    /// The time has come to look again where they are now; nothing has changed where they were.
    private static void globexIsDue() {
        Dump.execute(
                "UPDATE calendly_organizations SET due_at = now() WHERE organization_uri LIKE '%/globex'");
    }

    private static List<String> connectionsOf(String account) {
        return Dump.column(
                "SELECT status FROM calendar_connections WHERE calendly_user_uri LIKE '%/"
                        + account
                        + "'");
    }
}
