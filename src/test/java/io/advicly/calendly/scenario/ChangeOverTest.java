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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// One subscription takes another one's place: new before old, so for a while there are both, each
/// with an address and a key of its own.
@QuarkusTest
@WithTestResource(SandboxResource.class)
class ChangeOverTest {

    @BeforeEach
    void startOver() {
        CleanSlate.startOver();
    }

    @AfterEach
    void clearFaults() {
        Calendar.clearFaults();
    }

    @Test
    void aDeliveryToTheReplacedSubscriptionIsAccepted() {
        Person mia = Person.newcomer();
        mia.connect("mia");
        String previous = Acts.only().get("callback_url").asText();
        Calendar.fault(Map.of("endpoint", "webhook_delete", "delay_ms", 9000, "times", 1));

        Person alan = Person.newcomer();
        CompletableFuture<URI> change = CompletableFuture.supplyAsync(() -> alan.connect("alan"));
        await().until(() -> Ours.subscriptions().size() == 2);
        Calendar.Booking booking = Calendar.book("mia-chat", "Grace Guest");
        await().untilAsserted(() ->
                assertThat(deliveries()).hasSize(2).allMatch(ChangeOverTest::isAccepted));

        assertThat(Calendar.requests("webhook_delete")).as("the change goes on").isEmpty();
        assertThat(deliveries()).anyMatch(it -> it.get("callback_url").asText().equals(previous));
        assertThat(change.join().getQuery()).isEqualTo("calendly=connected");
        await().untilAsserted(() ->
                assertThat(Acts.only().get("callback_url").asText()).isNotEqualTo(previous));
        await().untilAsserted(() -> assertThat(Ours.meeting(mia, booking)).isNotNull());
        assertThat(Dump.column("SELECT calendly_event_uri FROM meetings"))
                .containsOnlyOnce(booking.event());
    }

    private static boolean isAccepted(JsonNode delivery) {
        return delivery.at("/attempts/0/status").asInt() == 200
                && delivery.get("attempts").size() == 1;
    }

    private static List<JsonNode> deliveries() {
        List<JsonNode> all = new ArrayList<>();
        Calendar.control("GET", "/_control/deliveries", null, 200)
                .required("deliveries")
                .forEach(all::add);
        return all;
    }
}
