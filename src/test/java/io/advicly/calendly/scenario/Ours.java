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

    /// Nobody has ever connected, and Calendly is as it was in the beginning.
    static void startOver() {
        Calendar.reset();
        Dump.execute(
                "TRUNCATE calendar_connections, calendly_webhook_subscriptions, oauth_states, leases CASCADE");
        // Append-only for everybody who does not go round it.
        Dump.execute("ALTER TABLE audit_events DISABLE TRIGGER USER");
        Dump.execute("TRUNCATE audit_events");
        Dump.execute("ALTER TABLE audit_events ENABLE TRIGGER USER");
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
