package io.advicly.calendly.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class SandboxDeliveryTest extends DeliveryCase {
    /** The field names of the documented payload (calendly-api.md 1.9). */
    private static final String SAMPLE =
            """
            {"event":0,"created_at":0,"created_by":0,"payload":{
              "uri":0,"event":0,"email":0,"name":0,"first_name":0,"last_name":0,"status":0,
              "timezone":0,"text_reminder_number":0,"questions_and_answers":0,"tracking":0,
              "rescheduled":0,"old_invitee":0,"new_invitee":0,"cancel_url":0,"reschedule_url":0,
              "routing_form_submission":0,"payment":0,"no_show":0,"reconfirmation":0,
              "scheduling_method":0,"invitee_scheduled_by":0,"created_at":0,"updated_at":0,
              "scheduled_event":{
                "uri":0,"name":0,"status":0,"start_time":0,"end_time":0,"event_type":0,
                "location":0,"invitees_counter":0,"event_memberships":0,"event_guests":0,
                "meeting_notes_plain":0,"meeting_notes_html":0,"created_at":0,"updated_at":0}}}\
            """;

    @Test
    void aBookingIsDeliveredSigned() {
        long before = Instant.now().getEpochSecond();
        JsonNode booking = book("ada-intro");
        Received created = received(1).getFirst();
        assertThat(created.event()).isEqualTo("invitee.created");
        assertThat(created.signedWith("k")).isTrue();
        assertThat(created.timestamp()).isBetween(before, Instant.now().getEpochSecond());
        assertThat(created.payload().path("uri").asText())
                .isEqualTo(booking.path("invitee").asText());
        assertThat(created.json().path("created_by").asText())
                .isEqualTo(browser.uri("users", "ada"));
        awaitState(0, "delivered");
        assertThat(deliveries().get(0).path("attempts").get(0).path("status").asInt())
                .isEqualTo(200);
    }

    @Test
    void payloadHasTheFieldsOfTheSamples() throws Exception {
        book("ada-intro");
        JsonNode body = received(1).getFirst().json();
        JsonNode sample = new ObjectMapper().readTree(SAMPLE);
        assertThat(names(body)).isEqualTo(names(sample));
        assertThat(names(body.path("payload"))).isEqualTo(names(sample.path("payload")));
        assertThat(names(body.path("payload").path("scheduled_event")))
                .isEqualTo(names(sample.path("payload").path("scheduled_event")));
        assertThat(body.path("payload").path("scheduled_event").path("location").toString())
                .isEqualTo(
                        "{\"type\":\"zoom\",\"status\":\"processing\",\"join_url\":null,\"data\":null}");
    }

    @Test
    void aCancellationCancelsAOneToOneEvent() {
        JsonNode booking = book("ada-intro");
        change(booking, "cancel", "{\"reason\":\"Conflict\"}");
        JsonNode payload =
                find(received(2), "invitee.canceled", booking.path("invitee").asText()).payload();
        assertThat(payload.path("status").asText()).isEqualTo("canceled");
        assertThat(payload.path("rescheduled").asBoolean()).isFalse();
        assertThat(payload.path("cancellation").path("canceled_by").asText())
                .isEqualTo("Grace Guest");
        assertThat(payload.path("cancellation").path("canceler_type").asText())
                .isEqualTo("invitee");
        assertThat(payload.path("scheduled_event").path("status").asText()).isEqualTo("canceled");
    }

    @Test
    void aGroupEventLosesOnlyTheInvitee() {
        JsonNode booking = book("acme-webinar");
        assertThat(booking.path("event_id").asText()).isEqualTo("acme-3");
        change(booking, "cancel", "{}");
        JsonNode event =
                find(received(2), "invitee.canceled", booking.path("invitee").asText())
                        .payload()
                        .path("scheduled_event");
        assertThat(event.path("status").asText()).isEqualTo("active");
        assertThat(event.path("invitees_counter").path("active").asInt()).isEqualTo(3);
    }

    @Test
    void aRescheduleIsAPairLinkedBothWays() {
        JsonNode old = book("ada-intro");
        JsonNode fresh = change(old, "reschedule", "{}").json();
        List<Received> all = received(3);
        assertThat(receiver.events())
                .containsExactlyInAnyOrder(
                        "invitee.created", "invitee.canceled", "invitee.created");
        Received canceled = find(all, "invitee.canceled", old.path("invitee").asText());
        Received created = find(all, "invitee.created", fresh.path("invitee").asText());
        assertThat(canceled.payload().path("rescheduled").asBoolean()).isTrue();
        assertThat(canceled.payload().path("new_invitee").asText())
                .isEqualTo(fresh.path("invitee").asText());
        assertThat(created.payload().path("old_invitee").asText())
                .isEqualTo(old.path("invitee").asText());
        assertThat(fresh.path("event").asText()).isNotEqualTo(old.path("event").asText());
    }

    @Test
    void anInviteeOfAGroupMovesToAnotherEvent() {
        JsonNode old = book("acme-webinar");
        JsonNode fresh = change(old, "reschedule", "{}").json();
        assertThat(fresh.path("event").asText()).isNotEqualTo(old.path("event").asText());
        String sameTime = "{\"start_time\":\"" + fresh.path("start_time").asText() + "\"}";
        JsonNode again = change(fresh, "reschedule", sameTime).json();
        assertThat(again.path("event").asText()).isNotEqualTo(fresh.path("event").asText());
        Received canceled = find(received(5), "invitee.canceled", old.path("invitee").asText());
        assertThat(canceled.payload().path("new_invitee").asText())
                .isEqualTo(fresh.path("invitee").asText());
        assertThat(canceled.payload().path("scheduled_event").path("status").asText())
                .isEqualTo("active");
    }

    @Test
    void noShowsAreDelivered() {
        JsonNode booking = book("ada-intro");
        change(booking, "no_show", "{}");
        browser.delete("/_control/bookings/" + booking.path("invitee_id").asText() + "/no_show");
        List<Received> all = received(3);
        Received marked = find(all, "invitee_no_show.created", booking.path("invitee").asText());
        Received unmarked = find(all, "invitee_no_show.deleted", booking.path("invitee").asText());
        assertThat(marked.payload().path("no_show").path("uri").asText())
                .contains("/invitee_no_shows/");
        assertThat(unmarked.payload().path("no_show").isNull()).isTrue();
    }

    @Test
    void scopeAndEventListDecideWhoHears() {
        try (Receiver minesOnly = new Receiver()) {
            browser.post(
                    "/_control/subscriptions",
                    """
                    {"callback_url":"%s","scope":"user","creator":"mia",
                     "events":["invitee.canceled"]}\
                    """
                            .formatted(minesOnly.url()));
            JsonNode mias = book("mia-chat");
            change(mias, "cancel", "{}");
            change(book("ada-intro"), "cancel", "{}");
            book("gina-intro");
            received(4);
            assertThat(browser.get("/_control/deliveries").json().path("count").asInt())
                    .isEqualTo(5);
            await().until(() -> !minesOnly.events().isEmpty());
            assertThat(minesOnly.events()).containsExactly("invitee.canceled");
        }
    }

    @Test
    void withoutAKeyOfItsOwnTheAppsKeySigns() {
        browser.set("ignore_signing_key_for_oauth", true);
        browser.post("/_control/apps", "{\"webhook_signing_key\":\"app-key\"}");
        book("ada-intro");
        assertThat(received(1).getFirst().signedWith("app-key")).isTrue();
        String rotated =
                browser.post("/_control/apps/sandbox-client/rotate_signing_key", "")
                        .json()
                        .path("webhook_signing_key")
                        .asText();
        book("ada-intro");
        assertThat(received(2).get(1).signedWith(rotated)).isTrue();
    }

    @Test
    void joinUrlComesLaterWithoutAWebhook() {
        browser.set("join_url_delay_ms", 86_400_000);
        Account ada = browser.connect("ada");
        String late = book("ada-intro").path("event").asText();
        assertThat(ada.get(late).resource().path("location").path("join_url").isNull()).isTrue();
        browser.set("join_url_delay_ms", 0);
        String atOnce = book("alan-demo").path("event").asText();
        JsonNode location = ada.get(atOnce).resource().path("location");
        assertThat(location.path("status").asText()).isEqualTo("pushed");
        assertThat(location.path("join_url").asText()).startsWith("https://");
        received(2);
    }

    @Test
    void scheduledEventCanBeLeftOut() {
        browser.set("omit_scheduled_event", true);
        book("ada-intro");
        assertThat(received(1).getFirst().payload().has("scheduled_event")).isFalse();
    }

    private static Received find(List<Received> all, String event, String invitee) {
        return all.stream()
                .filter(one -> one.event().equals(event))
                .filter(one -> one.payload().path("uri").asText().equals(invitee))
                .findFirst()
                .orElseThrow();
    }

    private static Set<String> names(JsonNode object) {
        Set<String> names = new TreeSet<>();
        object.properties().stream().map(Map.Entry::getKey).forEach(names::add);
        return names;
    }
}
