package io.advicly.calendly.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.advicly.calendly.testing.Calendar;
import io.advicly.calendly.testing.CleanSlate;
import io.advicly.calendly.testing.Dump;
import io.advicly.calendly.testing.Person;
import io.advicly.calendly.testing.SandboxResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Somebody leaves: alone, with others staying, with Calendly away.
@QuarkusTest
@WithTestResource(SandboxResource.class)
class DisconnectTest {

    @BeforeEach
    void startOver() {
        CleanSlate.startOver();
    }

    @Test
    void leavesNothingBehind() {
        Person olivia = Person.newcomer();
        olivia.connect("ada");

        olivia.delete("/api/calendly/connection").expect(204);
        olivia.delete("/api/calendly/connection").expect(204);

        await().untilAsserted(() -> assertThat(Ours.subscriptions()).isEmpty());
        await().untilAsserted(() -> assertThat(Calendar.livingGrants("ada")).isZero());
        await().untilAsserted(() ->
                assertThat(
                                Dump.column(
                                        "SELECT concat(access_token, refresh_token, calendly_webhook_signing_key, is_active, status)"
                                                + " FROM calendar_connections WHERE user_id = '"
                                                + olivia.user()
                                                + "'"))
                        .containsExactly("fDISCONNECTED"));
        assertThat(olivia.connection().get("status").asText()).isEqualTo("disconnected");
        assertThat(olivia.connect("ada").getQuery()).isEqualTo("calendly=connected");
        Acts.assertActive(olivia);
        await().untilAsserted(() -> assertThat(Ours.subscriptions()).hasSize(1));
    }

    @Test
    void isFineForSomebodyWhoNeverConnected() {
        Person.newcomer().delete("/api/calendly/connection").expect(204);
    }

    @Test
    void keepsMeetingsUnlessAskedToPurgeThem() {
        Person olivia = Person.newcomer();
        olivia.connect("ada");
        await().untilAsserted(() -> assertThat(olivia.meetings()).isNotEmpty());

        olivia.delete("/api/calendly/connection").expect(204);
        assertThat(olivia.meetings()).isNotEmpty();

        olivia.delete("/api/calendly/connection?purge=true").expect(204);
        await().untilAsserted(() -> assertThat(olivia.meetings()).isEmpty());
    }

    @Test
    void handsTheSubscriptionOverToAnotherAdmin() {
        Person carrier = Person.newcomer();
        Person other = Person.newcomer();
        carrier.connect("ada");
        other.connect("alan");
        await().untilAsserted(() -> assertThat(Ours.subscriptions()).hasSize(1));

        carrier.delete("/api/calendly/connection").expect(204);

        await().untilAsserted(() ->
                assertThat(Ours.subscriptions())
                        .singleElement()
                        .satisfies(
                                it -> assertThat(it.get("creator_id").asText()).isEqualTo("alan")));
        Calendar.Booking booking = Calendar.book("alan-demo", "Grace Guest");
        await().untilAsserted(() -> assertThat(Ours.meeting(other, booking)).isNotNull());
    }

    @Test
    void givesEachMemberASubscriptionWhenTheLastAdminLeaves() {
        Person admin = Person.newcomer();
        Person mia = Person.newcomer();
        Person max = Person.newcomer();
        admin.connect("ada");
        mia.connect("mia");
        max.connect("max");
        await().untilAsserted(() -> assertThat(Ours.subscriptions()).hasSize(1));

        admin.delete("/api/calendly/connection").expect(204);

        await().untilAsserted(() ->
                assertThat(Ours.subscriptions())
                        .hasSize(2)
                        .allMatch(it -> it.get("scope").asText().equals("user")));
        Calendar.Booking booking = Calendar.book("mia-chat", "Grace Guest");
        await().untilAsserted(() -> assertThat(Ours.meeting(mia, booking)).isNotNull());

        mia.delete("/api/calendly/connection").expect(204);
        max.delete("/api/calendly/connection").expect(204);
        await().untilAsserted(() -> assertThat(Ours.subscriptions()).isEmpty());
    }

    @Test
    void keepsTheSubscriptionWhileSomebodyElseUsesTheSameAccount() {
        Person one = Person.newcomer();
        Person other = Person.newcomer();
        one.connect("mia");
        other.connect("mia");

        one.delete("/api/calendly/connection").expect(204);

        await().untilAsserted(() -> assertThat(Ours.subscriptions()).hasSize(1));
        Calendar.Booking booking = Calendar.book("mia-chat", "Grace Guest");
        await().untilAsserted(() -> assertThat(Ours.meeting(other, booking)).isNotNull());
        other.delete("/api/calendly/connection").expect(204);
        await().untilAsserted(() -> assertThat(Ours.subscriptions()).isEmpty());
    }

    @Test
    void letsGoAtOnceAndFinishesLaterWhileCalendlyIsAway() {
        Person olivia = Person.newcomer();
        olivia.connect("gina");
        Calendar.fault(Map.of("endpoint", "webhook_delete", "status", 503, "times", -1));

        olivia.delete("/api/calendly/connection").expect(204);

        assertThat(olivia.connection().get("status").asText()).isEqualTo("disconnected");
        await().untilAsserted(() -> assertThat(Ours.subscriptions()).hasSize(1));
        Calendar.clearFaults();
        Ours.makeDue();
        await().untilAsserted(() -> assertThat(Ours.subscriptions()).isEmpty());
        await().untilAsserted(() -> assertThat(Calendar.livingGrants("gina")).isZero());
    }

    @Test
    void recordsAnOrphanWhenTheGrantIsDead() {
        Person olivia = Person.newcomer();
        olivia.connect("gina");
        Calendar.control("POST", "/_control/grants/revoke", Map.of("account", "gina"), 200);
        Calendar.control("POST", "/_control/tokens/expire", Map.of("account", "gina"), 200);

        olivia.delete("/api/calendly/connection").expect(204);

        assertThat(olivia.connection().get("status").asText()).isEqualTo("disconnected");
        await().untilAsserted(() ->
                assertThat(
                                Dump.column(
                                        "SELECT count(*) FROM calendly_webhook_subscriptions WHERE is_active AND carrier_connection_id IN"
                                                + " (SELECT id FROM calendar_connections WHERE user_id = '"
                                                + olivia.user()
                                                + "')"))
                        .containsExactly("0"));
    }
}
