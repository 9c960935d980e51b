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
import io.advicly.calendly.testing.Dump;
import io.advicly.calendly.testing.Person;
import io.advicly.calendly.testing.SandboxResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
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
        Ours.startOver();
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
}
