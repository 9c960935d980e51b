package io.advicly.calendly.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.advicly.calendly.api.Described;
import io.advicly.calendly.feed.EventType;
import io.advicly.calendly.testing.Calendar;
import io.advicly.calendly.testing.CleanSlate;
import io.advicly.calendly.testing.DocumentedReceiver;
import io.advicly.calendly.testing.DocumentedReceiver.Language;
import io.advicly.calendly.testing.DocumentedReceiver.Printed;
import io.advicly.calendly.testing.Dump;
import io.advicly.calendly.testing.Http;
import io.advicly.calendly.testing.Person;
import io.advicly.calendly.testing.Ports;
import io.advicly.calendly.testing.SandboxResource;
import io.advicly.calendly.testing.Surroundings;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What is told when something is wrong between Calendly and us, as it comes about: by the feed and
/// to a destination that asks for it, as described.
@QuarkusTest
@WithTestResource(SandboxResource.class)
class OperatorEventsTest {

    private static final List<String> TYPES =
            Arrays.stream(EventType.values()).map(EventType::code).toList();

    private static final String UNDER_WAY = "SELECT id FROM sync_jobs WHERE state = 'pending'";

    private final String tenant = "operators-" + UUID.randomUUID();
    private final Person backend = Person.backend(tenant);
    private final Person olivia = user("olivia");
    private final Person mona = user("mona");

    private Person user(String name) {
        return Person.claiming(name + "-" + UUID.randomUUID(), Map.of("tenant_id", tenant));
    }

    @BeforeEach
    void startOver() {
        Calendar.clearFaults();
        CleanSlate.startOver();
    }

    @Test
    void eachIsAsDescribed() {
        int port = Ports.free();
        JsonNode made =
                backend.post(
                                "/api/backend/destinations",
                                Map.of(
                                        "url",
                                        "http://127.0.0.1:%d/".formatted(port),
                                        "types",
                                        TYPES))
                        .expect(201)
                        .body();
        try (DocumentedReceiver receiver =
                DocumentedReceiver.start(Language.JAVA, port, made.get("secret").asText())) {
            olivia.connect("ada");
            mona.connect("mia");
            awaitTold("connection.connected", "connection.connected");
            awaitTold("sync.completed", "sync.completed");
            retryAndHeal();
            loseAndReplace();
            dieOfADelivery();
            refuseTheGrant();
            leaveWithoutAGrant();

            assertAsDescribed();
            await().untilAsserted(() ->
                    assertThat(receiver.printed())
                            .extracting(Printed::id)
                            .containsExactlyInAnyOrderElementsOf(ids()));
        }
    }

    /// Mostly everybody has left by then.
    @Test
    void anOrphanIsToldToWhoeverHasLeft() {
        olivia.connect("ada");
        awaitTold("connection.connected");
        awaitTold("sync.completed");
        refuseTheGrant();
        leaveWithoutAGrant();
    }

    private void retryAndHeal() {
        String subscription = "/_control/subscriptions/" + Acts.only().get("id").asText();
        Calendar.control("PATCH", subscription, Map.of("retrying", true), 200);
        Acts.look();
        awaitTold("subscription.retrying");
        assertThat(last("subscription.retrying").at("/data/hours_left").asDouble())
                .isBetween(23.0, 24.0);
        Calendar.control("PATCH", subscription, Map.of("retrying", false), 200);
        Acts.look();
        awaitTold("subscription.retrying", "subscription.healed");
    }

    /// It is gone at Calendly, and another one cannot be made at first.
    private void loseAndReplace() {
        Acts.lose(Acts.only());
        Calendar.fault(Map.of("endpoint", "webhook_create", "status", 503, "times", -1));
        Acts.look();
        awaitTold("subscription.lost", "connection.degraded");
        assertThat(last("connection.degraded").at("/data/reason").asText()).isNotEmpty();
        Calendar.clearFaults();
        Acts.look();
        awaitTold("subscription.lost", "subscription.healed");
        awaitTold("connection.degraded", "connection.recovered");
    }

    /// Nobody can read it, however often it is tried.
    private void dieOfADelivery() {
        Subscribed subscribed = Subscribed.serving("ada");
        byte[] body =
                "{\"event\":\"invitee.created\",\"payload\":{\"uri\":7,\"name\":\"%s\"}}"
                        .formatted(UUID.randomUUID())
                        .getBytes(UTF_8);
        Http.with(
                        "POST",
                        Surroundings.service(subscribed.path()),
                        body,
                        Map.of("Calendly-Webhook-Signature", subscribed.signature(body)))
                .expect(200);
        awaitTold("delivery.dead");
        assertThat(last("delivery.dead").at("/data/attempts").asInt()).isPositive();
    }

    /// Once nothing is read for another reason: who asks then is told of that reading.
    private void refuseTheGrant() {
        Acts.assertNoGapIsOpen();
        await().until(() -> Dump.column(UNDER_WAY).isEmpty());
        Acts.revoke("ada");
        olivia.post("/api/calendly/connection/sync", Map.of()).expect(202);
        awaitTold("connection.needs_reconnect");
        awaitTold("sync.failed");
        assertThat(last("sync.failed").at("/data/error").asText()).isNotEmpty();
    }

    /// What was made with her grant lives on at Calendly, and nobody can delete it. Whoever stays
    /// is served by another one, and told.
    private void leaveWithoutAGrant() {
        olivia.delete("/api/calendly/connection").expect(204);
        Acts.look();
        awaitTold("connection.disconnected");
        awaitTold("subscription.orphaned");
    }

    private void assertAsDescribed() {
        for (JsonNode event : events()) {
            assertThat(Described.wrongs("asyncapi.yaml#/components/schemas/FeedEvent", event))
                    .as(event.toString())
                    .isEmpty();
            assertThat(Described.wrongs("#/components/schemas/Event", event))
                    .as(event.toString())
                    .isEmpty();
            assertThat(event.get("user_id").isNull())
                    .as(event.toString())
                    .isEqualTo(isAnOrganizations(event));
        }
    }

    private static boolean isAnOrganizations(JsonNode event) {
        String type = event.get("type").asText();
        return type.startsWith("subscription.") || type.startsWith("delivery.");
    }

    private void awaitTold(String... types) {
        await().untilAsserted(() ->
                assertThat(events())
                        .extracting(event -> event.get("type").asText())
                        .containsSubsequence(types));
    }

    private JsonNode last(String type) {
        return events().stream()
                .filter(event -> event.get("type").asText().equals(type))
                .reduce((earlier, later) -> later)
                .orElseThrow();
    }

    private List<String> ids() {
        return events().stream().map(event -> event.get("id").asText()).toList();
    }

    private List<JsonNode> events() {
        List<JsonNode> all = new ArrayList<>();
        backend.get("/api/backend/events?limit=200")
                .expect(200)
                .body()
                .get("events")
                .forEach(all::add);
        return all;
    }
}
