package io.advicly.calendly.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.advicly.calendly.testing.Calendar;
import io.advicly.calendly.testing.CleanSlate;
import io.advicly.calendly.testing.Dump;
import io.advicly.calendly.testing.Person;
import io.advicly.calendly.testing.SandboxResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Somebody connects for the first time, books, and sees it.
@QuarkusTest
@WithTestResource(SandboxResource.class)
class FirstConnectionTest {

    @BeforeEach
    void startOver() {
        CleanSlate.startOver();
    }

    @Test
    void connectsBooksAndSeesTheMeeting() {
        Person olivia = Person.newcomer();
        assertThat(olivia.connection().get("status").asText()).isEqualTo("not_connected");

        URI landed = olivia.connect("ada");

        assertThat(landed).hasToString("http://localhost:3000/settings?calendly=connected");
        Acts.assertActive(olivia);
        JsonNode connection = olivia.connection();
        assertThat(connection.at("/account/email").asText()).isEqualTo("ada@acme.test");
        assertThat(connection.at("/webhook/state").asText()).isEqualTo("active");
        assertThat(connection.at("/webhook/scope").asText()).isEqualTo("organization");
        assertThat(Acts.only().get("state").asText()).isEqualTo("active");

        Calendar.Booking booking = Calendar.book("ada-intro", "Grace Guest");
        await().untilAsserted(() ->
                assertThat(Ours.meeting(olivia, booking).get("status").asText())
                        .isEqualTo("active"));
        assertThat(Ours.meeting(olivia, booking).at("/invitees/0/name").asText())
                .isEqualTo("Grace Guest");

        Calendar.cancel(booking);
        await().untilAsserted(() ->
                assertThat(Ours.meeting(olivia, booking).get("status").asText())
                        .isEqualTo("canceled"));
    }

    @Test
    void readsTheMeetingsThatWereBookedBefore() {
        Person olivia = Person.newcomer();

        olivia.connect("ada");

        await().untilAsserted(() ->
                assertThat(olivia.connection().at("/sync/status").asText()).isEqualTo("done"));
        assertThat(olivia.meetings()).isNotEmpty();
        assertThat(olivia.connection().at("/sync/meetings").asInt())
                .isEqualTo(olivia.meetings().size());
    }

    @Test
    void showsMeetingsToNobodyElse() {
        Person olivia = Person.newcomer();
        Person stranger = Person.newcomer();
        olivia.connect("ada");
        Calendar.Booking booking = Calendar.book("ada-intro", "Grace Guest");
        await().untilAsserted(() -> assertThat(Ours.meeting(olivia, booking)).isNotNull());

        String id = Ours.meeting(olivia, booking).get("id").asText();

        assertThat(stranger.meetings()).isEmpty();
        assertThat(stranger.get("/api/meetings/" + id).status()).isEqualTo(404);
        assertThat(olivia.get("/api/meetings/" + id).status()).isEqualTo(200);
    }

    @Test
    void findsTheLinkToJoinThatWasNotReadyAtTheBooking() {
        Person olivia = Person.newcomer();
        olivia.connect("ada");
        await().untilAsserted(() ->
                assertThat(olivia.connection().at("/sync/status").asText()).isEqualTo("done"));

        Calendar.Booking booking = Calendar.book("ada-intro", "Grace Guest");

        await().untilAsserted(() -> assertThat(Ours.meeting(olivia, booking)).isNotNull());
        assertThat(Ours.meeting(olivia, booking).at("/location/join_url").isNull()).isTrue();
        assertThat(Dump.column("SELECT calendly_event_uri FROM meeting_lookups"))
                .contains(booking.event());
        await().untilAsserted(() ->
                assertThat(Ours.meeting(olivia, booking).at("/location/join_url").asText())
                        .startsWith("http"));
        await().untilAsserted(() ->
                assertThat(Dump.column("SELECT calendly_event_uri FROM meeting_lookups"))
                        .doesNotContain(booking.event()));
        assertThat(Dump.count("meeting_outbox")).isZero();
    }

    @Test
    void storesNoSecretInPlainText() {
        Person olivia = Person.newcomer();
        olivia.connect("gina");
        Calendar.Booking booking = Calendar.book("gina-intro", "Grace Guest");
        await().untilAsserted(() -> assertThat(Ours.meeting(olivia, booking)).isNotNull());

        String dump = Dump.ofEverything();

        assertThat(Calendar.secrets()).hasSizeGreaterThan(3);
        assertThat(Calendar.secrets()).noneMatch(dump::contains);
        assertThat(Dump.column("SELECT refresh_token FROM calendar_connections WHERE is_active"))
                .isNotEmpty()
                .allMatch(it -> it.startsWith("v1.test."));
        assertThat(
                        Dump.column(
                                "SELECT c.id::text FROM calendar_connections c JOIN calendly_webhook_subscriptions s"
                                        + " ON s.webhook_subscription_uri = c.calendly_webhook_id"
                                        + " AND s.webhook_signing_key = c.calendly_webhook_signing_key WHERE c.is_active"))
                .isNotEmpty();
    }

    @Test
    void keepsAPlainMembersMeetingsByASubscriptionOfTheirOwn() {
        Person member = Person.newcomer();

        member.connect("mia");

        await().untilAsserted(() ->
                assertThat(member.connection().at("/webhook/scope").asText()).isEqualTo("user"));
        Calendar.Booking booking = Calendar.book("mia-chat", "Grace Guest");
        await().untilAsserted(() -> assertThat(Ours.meeting(member, booking)).isNotNull());
    }

    @Test
    void saysSoWhenThePlanAllowsNoLiveUpdates() {
        Calendar.control(
                "PATCH", "/_control/organizations/freebie", Map.of("webhooks_allowed", false), 200);
        Person fred = Person.newcomer();

        URI landed = fred.connect("fred");

        assertThat(landed).hasToString("http://localhost:3000/settings?calendly=connected");
        await().untilAsserted(() -> {
            JsonNode connection = fred.connection();
            assertThat(connection.get("status").asText()).isEqualTo("degraded");
            assertThat(connection.at("/webhook/state").asText()).isEqualTo("plan_not_allowed");
            assertThat(connection.get("reason").asText()).contains("upgrade");
        });
    }
}
