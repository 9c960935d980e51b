package io.advicly.calendly.meeting.detail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.advicly.calendly.calendly.event.DeliveredEvent;
import io.advicly.calendly.calendly.event.Invitee;
import io.advicly.calendly.calendly.event.ScheduledEvent;
import io.advicly.calendly.calendly.wire.DeliveryParser;
import io.advicly.calendly.meeting.fact.Gen;
import io.advicly.calendly.meeting.fact.InviteeFacts;
import io.advicly.calendly.meeting.fact.MeetingFacts;
import io.advicly.calendly.meeting.fact.Said;
import io.advicly.calendly.meeting.fact.Told;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// What is shown and decides nothing, from what Calendly writes to what is stored.
class DetailsTest {

    private static final String BODY =
            """
            {"event": "invitee.created", "created_at": "2026-02-01T09:30:01.000000Z", "payload": {
              "uri": "invitee", "event": "event", "status": "active",
              "created_at": "2026-02-01T09:30:00.120001Z", "updated_at": "2026-02-01T09:30:00.140002Z"%s,
              "scheduled_event": {"uri": "event", "name": "Intro", "status": "active",
                "start_time": "2026-02-04T13:00:00.000000Z", "end_time": "2026-02-04T13:30:00.000000Z",
                "event_memberships": [{"user": "host"}], "updated_at": "2026-02-01T09:30:00.150000Z"%s}}}\
            """;

    @Test
    void everythingThatIsSaidOfAnInvitee() {
        Details details =
                invitee(
                        """
                        "first_name": "Grace", "last_name": null, "text_reminder_number": "+1 202",
                        "cancel_url": "https://c", "reschedule_url": "https://r",
                        "payment": {"amount": 49.5, "provider": "stripe"},
                        "routing_form_submission": "https://api.calendly.com/routing_form_submissions/R",
                        "reconfirmation": {"created_at": "2026-02-03T09:00:00.000000Z", "confirmed_at": null},
                        "scheduling_method": "instant_book",
                        "invitee_scheduled_by": "https://api.calendly.com/users/U", "unheard_of": 1\
                        """);

        assertThat(details.json())
                .isEqualTo(
                        """
                        {"cancel_url":"https://c","first_name":"Grace",\
                        "invitee_scheduled_by":"https://api.calendly.com/users/U","last_name":null,\
                        "payment":{"amount":49.5,"provider":"stripe"},\
                        "reconfirmation":{"confirmed_at":null,"created_at":"2026-02-03T09:00:00.000000Z"},\
                        "reschedule_url":"https://r",\
                        "routing_form_submission":"https://api.calendly.com/routing_form_submissions/R",\
                        "scheduling_method":"instant_book","text_reminder_number":"+1 202"}\
                        """);
    }

    @Test
    void everythingThatIsSaidOfAnEvent() {
        Details details =
                event(
                        """
                        "event_type": "https://api.calendly.com/event_types/T",
                        "calendar_event": {"kind": "google", "external_id": "x", "more": 1},
                        "invitees_counter": {"total": 2, "active": 1, "limit": 5},
                        "event_guests": [{"email": "plusone@example.test", "created_at": "2026-02-01T09:30:00Z"}],
                        "meeting_notes_plain": "Notes", "meeting_notes_html": "<p>Notes</p>",
                        "created_at": "2026-02-01T09:30:00.110000Z"\
                        """);

        assertThat(details.json())
                .isEqualTo(
                        """
                        {"calendar_event":{"external_id":"x","kind":"google"},\
                        "created_at":"2026-02-01T09:30:00.110000Z",\
                        "event_type":"https://api.calendly.com/event_types/T",\
                        "guests":[{"email":"plusone@example.test"}],\
                        "invitees_counter":{"active":1,"limit":5,"total":2},\
                        "meeting_notes_html":"<p>Notes</p>","meeting_notes_plain":"Notes"}\
                        """);
    }

    @Test
    void whatIsOfAnotherTypeCostsItselfAlone() {
        Details invitee =
                invitee("\"first_name\": 1, \"payment\": [], \"cancel_url\": \"https://c\"");
        Details event =
                event(
                        "\"event_type\": {}, \"event_guests\": [1, {}, {\"email\": \"a@b\"}],"
                                + " \"created_at\": \"yesterday\"");

        assertThat(invitee.json()).isEqualTo("{\"cancel_url\":\"https://c\"}");
        assertThat(event.json()).isEqualTo("{\"guests\":[{\"email\":\"a@b\"}]}");
    }

    @Test
    void nothingGetsLargerThanAnybodyWouldMakeIt() {
        String long_ = "x".repeat(100_000);
        Details invitee =
                invitee(
                        "\"first_name\": \"%1$s\", \"payment\": {\"terms\": \"%1$s\"}"
                                .formatted(long_));
        Details event =
                event(
                        "\"meeting_notes_plain\": \"%s\", \"event_guests\": [%s]"
                                .formatted(long_, "{\"email\": \"a@b\"},".repeat(500) + "{}"));

        assertThat(invitee.text("first_name")).hasSize(4_096);
        assertThat(invitee.fields()).doesNotContainKey("payment");
        assertThat(event.text("meeting_notes_plain")).hasSize(65_536);
        assertThat(event.value("guests")).hasSize(100);
    }

    @Test
    void textsAreClean() {
        assertThat(invitee("\"first_name\": \"Gr\\u0000ace\\ud800\"").text("first_name"))
                .isEqualTo("Grace\ufffd");
    }

    @Test
    void aFieldThatIsNotSaidIsKeptAndOneThatIsNothingIsNot() {
        Details rich = said("{\"a\":1,\"b\":2}", 1);
        Details poor = said("{\"a\":null}", 2);

        assertThat(rich.merge(poor).json()).isEqualTo("{\"a\":null,\"b\":2}");
        assertThat(poor.merge(rich).json()).isEqualTo("{\"a\":null,\"b\":2}");
    }

    @Test
    void whatIsOlderFillsGapsOnly() {
        assertThat(said("{\"a\":1}", 2).merge(said("{\"a\":2,\"b\":2}", 1)).json())
                .isEqualTo("{\"a\":1,\"b\":2}");
    }

    /// A delivery of one moment is later than what was read before it, and how many are invited
    /// changes without anything else.
    @Test
    void whoCountsLastKnowsBest() {
        DetailAge read = new DetailAge(Said.minute(1), true, Said.minute(2));
        DetailAge delivered = new DetailAge(Said.minute(1), false, Said.minute(3));
        String both = "{\"invitees_counter\":{\"active\":%d},\"event_type\":\"%s\"}";
        Details asked = said(both.formatted(2, "asked"), read);
        Details later = said(both.formatted(1, "later"), delivered);

        assertThat(asked.merge(later).json())
                .isEqualTo("{\"event_type\":\"asked\",\"invitees_counter\":{\"active\":1}}");
    }

    @Test
    void whatIsStoredComesBackAsItWas() {
        LongStream.range(0, 2_000)
                .forEach(seed -> {
                    Details before = new Gen(seed).details(2);
                    assertThat(Details.stored(before.json(), before.ages()))
                            .as("seed %d", seed)
                            .isEqualTo(before);
                });
    }

    private static Details said(String json, long updated) {
        return said(json, new DetailAge(Said.minute(updated), false, Said.minute(updated)));
    }

    private static Details said(String json, DetailAge age) {
        Map<String, JsonNode> fields = new HashMap<>();
        Objects.requireNonNull(Said.json(json))
                .properties()
                .forEach(field -> fields.put(field.getKey(), field.getValue()));
        return Details.of(fields, age);
    }

    private static Details invitee(String fields) {
        Invitee invitee = changed(BODY.formatted(", " + fields, "")).invitee();
        return InviteeFacts.of(invitee, Told.SOMETIME).details();
    }

    private static Details event(String fields) {
        ScheduledEvent event = changed(BODY.formatted("", ", " + fields)).scheduledEvent();
        return MeetingFacts.of(Objects.requireNonNull(event), Told.SOMETIME).details();
    }

    private static DeliveredEvent.InviteeChanged changed(String body) {
        return (DeliveredEvent.InviteeChanged) new DeliveryParser().parse(body.getBytes(UTF_8));
    }
}
