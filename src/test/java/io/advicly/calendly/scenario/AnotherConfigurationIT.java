package io.advicly.calendly.scenario;

import static io.advicly.calendly.scenario.Acts.assertDelivered;
import static io.advicly.calendly.scenario.Acts.assertListed;
import static io.advicly.calendly.scenario.Acts.assertNoGapIsOpen;
import static io.advicly.calendly.scenario.Acts.connected;
import static io.advicly.calendly.scenario.Acts.look;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.advicly.calendly.testing.Calendar;
import io.advicly.calendly.testing.Dump;
import io.advicly.calendly.testing.Installation;
import io.advicly.calendly.testing.Person;
import io.advicly.calendly.testing.ServiceProcess;
import io.advicly.calendly.testing.Surroundings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The service is started again with something else to ask of Calendly: what it made before is
/// replaced, and goes.
class AnotherConfigurationIT {

    private static final String EVENTS =
            "invitee.created,invitee.canceled,invitee_no_show.created,invitee_no_show.deleted";

    private Installation installation;

    @BeforeEach
    void install() {
        installation = Installation.create();
    }

    @AfterEach
    void remove() {
        installation.close();
    }

    @Test
    void underAnotherPublicUrl() {
        // The same machine by another name.
        String moved = Surroundings.service("").toString().replace("localhost", "127.0.0.1");

        JsonNode replacement = replacedBy(Map.of("calendly.public-url", moved));

        assertThat(replacement.get("callback_url").asText())
                .startsWith(moved + "/api/calendly/webhooks/");
    }

    @Test
    void withOneMoreEvent() {
        JsonNode replacement =
                replacedBy(
                        Map.of(
                                "calendly.webhook.events",
                                EVENTS + ",event_type.updated",
                                "calendly.scopes",
                                "users:read scheduled_events:read event_types:read webhooks:read"
                                        + " webhooks:write"));

        assertThat(replacement.get("events"))
                .extracting(JsonNode::asText)
                .contains("event_type.updated", "invitee.created");
    }

    /// What delivers in the end, once everything is as it should be.
    private JsonNode replacedBy(Map<String, String> changed) {
        Map<String, String> scopes =
                changed.containsKey("calendly.scopes")
                        ? Map.of("calendly.scopes", changed.get("calendly.scopes"))
                        : Map.of();
        Person olivia;
        String old;
        try (ServiceProcess before = installation.start(scopes)) {
            olivia = connected("ada");
            Calendar.leave(1, "https://foreign.example.test/hook-{n}", "ada");
            assertDelivered(olivia, "ada");
            old = Acts.only().get("id").asText();
            before.stop();
        }
        Calendar.Booking missed = Calendar.bookWith("ada", "Missed Guest");
        // Calendly has given up on what nobody answered.
        Calendar.switchTo("hold_deliveries", true);
        try (ServiceProcess after = installation.start(changed)) {
            olivia.at(after);
            look();
            await().atMost(Acts.LONG)
                    .untilAsserted(() ->
                            assertThat(ours())
                                    .singleElement()
                                    .satisfies(it ->
                                            assertThat(it.get("id").asText()).isNotEqualTo(old)));
            assertListed(olivia, missed);
            assertNoGapIsOpen();
            Calendar.switchTo("hold_deliveries", false);
            assertDelivered(olivia, "ada");
            assertThat(Calendar.subscriptions()).hasSize(2);
            await().untilAsserted(() ->
                    assertThat(
                                    Dump.column(
                                            "SELECT state FROM calendly_webhook_subscriptions ORDER BY created_at"))
                            .containsExactly("DELETED", "ACTIVE"));
            return ours().getFirst();
        }
    }

    private static List<JsonNode> ours() {
        return Calendar.subscriptions().stream()
                .filter(it -> it.get("callback_url").asText().contains("/api/calendly/webhooks/"))
                .toList();
    }
}
