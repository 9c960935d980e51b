package io.advicly.calendly.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.advicly.calendly.testing.Calendar;
import io.advicly.calendly.testing.CleanSlate;
import io.advicly.calendly.testing.Http;
import io.advicly.calendly.testing.Person;
import io.advicly.calendly.testing.SandboxResource;
import io.advicly.calendly.webhook.Signer;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Answers and deliveries that other people's integrations have met, each with its right outcome.
@QuarkusTest
@WithTestResource(SandboxResource.class)
class OddAnswersTest {

    @BeforeEach
    void startOver() {
        Calendar.clearFaults();
        CleanSlate.startOver();
    }

    @AfterEach
    void clear() {
        Calendar.clearFaults();
    }

    @Test
    void anEdgesPageIsNoRefusalOfASyncADeletionOrARevocation() {
        refuseByAnEdge("scheduled_events");
        Person ada = Nights.read("ada");
        assertThat(ada.meetings()).isNotEmpty();
        refuseByAnEdge("webhook_delete");
        refuseByAnEdge("revoke");

        ada.delete("/api/calendly/connection").expect(204);

        await().untilAsserted(() -> {
            Ours.makeDue();
            assertThat(Ours.subscriptions()).isEmpty();
            assertThat(Calendar.livingGrants("ada")).isZero();
            assertThat(Calendar.livingAccessTokens("ada")).isZero();
        });
        assertThat(Calendar.requests("webhook_delete"))
                .anyMatch(it -> it.get("status").asInt() == 403);
        assertThat(Calendar.requests("revoke")).anyMatch(it -> it.get("status").asInt() == 403);
    }

    /// Calendly does not say that a no-show changes the invitee's `updated_at`.
    @Test
    void aNoShowThatIsTakenBackWithTheSameTimeIsNoneAlsoAfterASync() {
        Person ada = Nights.read("ada");
        Calendar.Booking booking = Calendar.book("ada-intro", "Grace Guest");
        Acts.assertListed(ada, booking);
        String time = delivered("invitee.created", booking).at("/payload/updated_at").asText();
        Calendar.switchTo("hold_deliveries", true);
        noShow("POST", booking, 201);
        ObjectNode marked = delivered("invitee_no_show.created", booking);
        noShow("DELETE", booking, 204);
        ObjectNode unmarked = delivered("invitee_no_show.deleted", booking);

        deliver(withTime(marked, time));
        await().untilAsserted(() -> assertThat(isNoShow(ada, booking)).isTrue());
        deliver(withTime(unmarked, time));
        await().untilAsserted(() -> assertThat(isNoShow(ada, booking)).isFalse());

        Calendar.fault(
                Map.of(
                        "endpoint",
                        "invitees",
                        "times",
                        -1,
                        "mangle",
                        Map.of("item", id(booking), "field", "updated_at", "value", time)));
        Nights.passes();
        assertThat(isNoShow(ada, booking)).isFalse();
    }

    @Test
    void aDeliveryWithoutHostsIsFetchedAndShown() {
        Person ada = Nights.read("ada");
        Calendar.switchTo("hold_deliveries", true);
        Calendar.Booking booking = Calendar.book("ada-intro", "Grace Guest");
        ObjectNode body = delivered("invitee.created", booking);
        ((ObjectNode) body.at("/payload/scheduled_event")).putArray("event_memberships");

        deliver(body);

        await().untilAsserted(() ->
                assertThat(Ours.meeting(ada, booking).get("status").asText()).isEqualTo("active"));
        assertThat(Ours.meeting(ada, booking).get("invitees")).hasSize(1);
        assertThat(Calendar.requests("scheduled_event")).isNotEmpty();
    }

    @Test
    void anAccountWhoseNameHoldsTheNullCharacterConnects() {
        Calendar.fault(
                Map.of(
                        "endpoint",
                        "users_me",
                        "times",
                        -1,
                        "mangle",
                        Map.of("field", "name", "value", "Ada\u0000 Owner")));

        Person ada = Nights.read("ada");

        Acts.assertActive(ada);
        assertThat(ada.connection().toString()).contains("Ada Owner");
    }

    private static void refuseByAnEdge(String endpoint) {
        Calendar.fault(Map.of("endpoint", endpoint, "html", true, "times", 1));
    }

    private static void noShow(String method, Calendar.Booking booking, int expected) {
        Calendar.control(method, "/_control/bookings/" + id(booking) + "/no_show", null, expected);
    }

    private static boolean isNoShow(Person person, Calendar.Booking booking) {
        return Ours.meeting(person, booking).at("/invitees/0/no_show").asBoolean();
    }

    private static String id(Calendar.Booking booking) {
        return booking.invitee().substring(booking.invitee().lastIndexOf('/') + 1);
    }

    /// The body of what Calendly delivers, or keeps back.
    private static ObjectNode delivered(String event, Calendar.Booking booking) {
        String query = "?bodies=true&event=" + event + "&invitee=" + id(booking);
        JsonNode all = Calendar.control("GET", "/_control/deliveries" + query, null, 200);
        try {
            return (ObjectNode) Http.JSON.readTree(all.at("/deliveries/0/body").asText());
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static ObjectNode withTime(ObjectNode delivery, String time) {
        ((ObjectNode) delivery.get("payload")).put("updated_at", time);
        return delivery;
    }

    /// Signed as Calendly signs.
    private static void deliver(ObjectNode delivery) {
        byte[] body = delivery.toString().getBytes(UTF_8);
        Http.post(
                        URI.create(Acts.only().get("callback_url").asText()),
                        body,
                        Map.of("Calendly-Webhook-Signature", signature(body)))
                .expect(200);
    }

    private static String signature(byte[] body) {
        return Signer.header(Calendar.secrets("signing_key").getLast(), body, Instant.now());
    }
}
