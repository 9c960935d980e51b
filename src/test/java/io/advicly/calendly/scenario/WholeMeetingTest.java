package io.advicly.calendly.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.advicly.calendly.testing.Calendar;
import io.advicly.calendly.testing.CleanSlate;
import io.advicly.calendly.testing.Dump;
import io.advicly.calendly.testing.Person;
import io.advicly.calendly.testing.SandboxResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Everything that Calendly says of a meeting arrives, by a delivery and by a sync alike.
@QuarkusTest
@WithTestResource(SandboxResource.class)
class WholeMeetingTest {

    private static final Map<String, Object> BOOKING =
            Map.of(
                    "event_type", "ada-intro",
                    "name", "Grace Guest",
                    "email", "grace.whole@example.test",
                    "phone", "+1 202-555-0143",
                    "guests", List.of("plusone@example.test"),
                    "invitee",
                            Map.of(
                                    "payment", Map.of("provider", "stripe", "amount", 49.5),
                                    "routing_form_submission",
                                            "https://api.calendly.com/routing_form_submissions/R",
                                    "reconfirmation", Map.of("created_at", "2026-02-03T09:00:00Z"),
                                    "scheduling_method", "instant_book",
                                    "invitee_scheduled_by", "https://api.calendly.com/users/U"),
                    "event",
                            Map.of(
                                    "meeting_notes_plain", "Bring the figures",
                                    "meeting_notes_html", "<p>Bring the figures</p>"));

    @BeforeEach
    void startOver() {
        CleanSlate.startOver();
    }

    @Test
    void byADelivery() {
        Person olivia = connected();

        Calendar.Booking booking = book();

        await().untilAsserted(() -> assertThatAllIsThere(Ours.meeting(olivia, booking)));
    }

    @Test
    void byASync() {
        Calendar.switchTo("hold_deliveries", true);
        Calendar.Booking booking = book();

        Person olivia = connected();

        JsonNode meeting = Ours.meeting(olivia, booking);
        assertThatAllIsThere(meeting);
        assertThat(meeting.at("/calendar_event/kind").asText()).isEqualTo("google");
    }

    /// What was stored by a version that kept less.
    @Test
    void aConnectionFromBeforeIsReadOnceMore() {
        Calendar.switchTo("hold_deliveries", true);
        Calendar.Booking booking = book();
        Person olivia = connected();
        JsonNode before = Ours.meeting(olivia, booking);
        Dump.execute("UPDATE meeting_invitees SET details = NULL, details_said = NULL");
        Dump.execute("UPDATE meetings SET details = NULL, details_said = NULL, event_type = NULL");
        assertThat(Ours.meeting(olivia, booking).get("event_type").isNull()).isTrue();

        Dump.execute("UPDATE sync_schedules SET fill_at = now()");

        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() ->
                        assertThat(timeless(Ours.meeting(olivia, booking)))
                                .isEqualTo(timeless(before)));
        assertThat(Dump.column("SELECT fill_at::text FROM sync_schedules")).containsOnlyNulls();
    }

    /// Without what comes with time: a link to join that was being made may be ready by now.
    private static JsonNode timeless(JsonNode meeting) {
        ObjectNode copy = meeting.deepCopy();
        copy.remove("updated_at");
        copy.remove("location");
        return copy;
    }

    private static void assertThatAllIsThere(JsonNode meeting) {
        assertThat(meeting.get("event_type").asText()).endsWith("/event_types/ada-intro");
        assertThat(meeting.at("/guests/0/email").asText()).isEqualTo("plusone@example.test");
        assertThat(meeting.at("/invitees_counter/total").asInt()).isEqualTo(1);
        assertThat(meeting.get("meeting_notes_plain").asText()).isEqualTo("Bring the figures");
        assertThat(meeting.get("meeting_notes_html").asText()).contains("<p>");
        assertThat(meeting.get("created_at").asText()).startsWith("20");
        JsonNode invitee = meeting.at("/invitees/0");
        assertThat(invitee.get("first_name").asText()).isEqualTo("Grace");
        assertThat(invitee.get("last_name").asText()).isEqualTo("Guest");
        assertThat(invitee.get("timezone").asText()).isEqualTo("Europe/Paris");
        assertThat(invitee.get("text_reminder_number").asText()).isEqualTo("+1 202-555-0143");
        assertThat(invitee.at("/payment/amount").asDouble()).isEqualTo(49.5);
        assertThat(invitee.get("routing_form_submission").asText()).endsWith("/R");
        assertThat(invitee.at("/reconfirmation/created_at").asText()).startsWith("2026");
        assertThat(invitee.get("scheduling_method").asText()).isEqualTo("instant_book");
        assertThat(invitee.get("invitee_scheduled_by").asText()).endsWith("/U");
        assertThat(invitee.get("cancel_url").asText()).contains("/cancellations/");
        assertThat(invitee.get("reschedule_url").asText()).contains("/reschedulings/");
    }

    private static Calendar.Booking book() {
        JsonNode made = Calendar.control("POST", "/_control/bookings", BOOKING, 201);
        return new Calendar.Booking(made.at("/event").asText(), made.at("/invitee").asText());
    }

    private static Person connected() {
        Person person = Person.newcomer();
        person.connect("ada");
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() ->
                        assertThat(person.connection().at("/sync/status").asText())
                                .isEqualTo("done"));
        return person;
    }
}
