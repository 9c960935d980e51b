package io.advicly.calendly.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.advicly.calendly.testing.Calendar;
import io.advicly.calendly.testing.CleanSlate;
import io.advicly.calendly.testing.Dump;
import io.advicly.calendly.testing.Http;
import io.advicly.calendly.testing.Person;
import io.advicly.calendly.testing.Surroundings;
import java.util.Map;
import java.util.UUID;

/// What an operator of the console has to look at: somebody who is connected, and deliveries.
///
/// @param olivia is connected with the account `ada`
record Operated(Person olivia, Person admin) {

    private static final String DELIVERIES = "/api/admin/deliveries";

    static Operated begin() {
        CleanSlate.startOver();
        Dump.executeUndisturbed("DELETE FROM calendly_webhook_deliveries");
        Dump.execute("DELETE FROM delivery_replays");
        Operated operated = new Operated(Person.newcomer(), Person.admin());
        var _ = operated.olivia.connect("ada");
        String synced = "/api/admin/syncs?state=done&user=" + operated.olivia.user();
        await().untilAsserted(() -> assertThat(operated.list(synced, "syncs")).hasSize(1));
        return operated;
    }

    JsonNode list(String path, String field) {
        return admin.get(path).expect(200).body().get(field);
    }

    /// A delivery about a booking that was worked off; its id.
    String booked(String guest) {
        Calendar.Booking booking = Calendar.bookWith("ada", guest);
        await().untilAsserted(() -> assertThat(Ours.meeting(olivia, booking)).isNotNull());
        String found = DELIVERIES + "?state=processed&meeting=" + booking.event();
        await().untilAsserted(() -> assertThat(list(found, "deliveries")).hasSize(1));
        return list(found, "deliveries").get(0).get("id").asText();
    }

    /// The same, which has died before it changed anything, as if the database had been too slow
    /// too often.
    String died(String guest) {
        String id = booked(guest);
        Dump.execute(
                "DELETE FROM meetings WHERE calendly_event_uri = (SELECT calendly_event_uri"
                        + " FROM calendly_webhook_deliveries WHERE id = '%s')".formatted(id));
        Dump.execute(
                ("UPDATE calendly_webhook_deliveries SET state = 'dead', last_error = 'took too long',"
                                + " attempt_log = jsonb_build_array(jsonb_build_object('at', now(), 'outcome',"
                                + " 'dead', 'error', 'took too long', 'duration_ms', 30000)) WHERE id = '%s'")
                        .formatted(id));
        return id;
    }

    /// Whether the meeting that this delivery is about is there.
    boolean hasMeetingOf(String delivery) {
        return Dump.column(
                                "SELECT m.id FROM meetings m JOIN calendly_webhook_deliveries d USING"
                                        + " (calendly_event_uri) WHERE d.id = '%s'"
                                                .formatted(delivery))
                        .size()
                == 1;
    }

    /// Deliveries that nobody can read.
    void unreadable(int many) {
        String account =
                Dump.column(
                                "SELECT calendly_user_uri FROM calendar_connections WHERE user_id = '%s'"
                                        .formatted(olivia.user()))
                        .getFirst();
        Subscribed subscribed = Subscribed.serving(account.substring(account.lastIndexOf('/') + 1));
        for (int number = 0; number < many; number++) {
            byte[] body =
                    "{\"event\":\"invitee.created\",\"payload\":{\"uri\":%d,\"name\":\"%s\"}}"
                            .formatted(number, UUID.randomUUID())
                            .getBytes(UTF_8);
            Http.with(
                            "POST",
                            Surroundings.service(subscribed.path()),
                            body,
                            Map.of("Calendly-Webhook-Signature", subscribed.signature(body)))
                    .expect(200);
        }
        await().untilAsserted(() ->
                assertThat(list(DELIVERIES + "?state=dead", "deliveries")).hasSize(many));
    }
}
