package io.advicly.calendly.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import io.advicly.calendly.testing.Calendar;
import io.advicly.calendly.testing.Dump;
import io.advicly.calendly.testing.Person;
import io.advicly.calendly.testing.Surroundings;
import java.util.List;

/// What the scenarios look for.
final class Ours {

    private Ours() {}

    /// Time passes: everything that is looked at from time to time is due now. Organizations are so
    /// by a mark, which a look that is under way leaves due.
    static void makeDue() {
        Dump.execute(
                "UPDATE calendar_connections SET next_attempt_at = now() WHERE next_attempt_at IS NOT NULL");
        Dump.execute(
                "UPDATE calendly_organizations SET due_at = now(), attempts = 0, marks = marks + 1");
    }

    /// Our subscriptions at Calendly, of every organization and in every state.
    static List<JsonNode> subscriptions() {
        return Calendar.subscriptions().stream()
                .filter(it ->
                        it.get("callback_url")
                                .asText()
                                .startsWith(Surroundings.service("/").toString()))
                .toList();
    }

    /// The person's meeting that a booking made; fails while it is not listed.
    static JsonNode meeting(Person person, Calendar.Booking booking) {
        return person.meetings().stream()
                .filter(it -> it.get("calendly_event_uri").asText().equals(booking.event()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("the meeting is not listed"));
    }
}
