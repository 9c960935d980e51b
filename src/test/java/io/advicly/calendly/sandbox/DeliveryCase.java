package io.advicly.calendly.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A receiver, and ada subscribed to all events of her organization. */
abstract class DeliveryCase extends SandboxCase {
    protected Receiver receiver = new Receiver();
    protected String hook = "";

    @BeforeEach
    void subscribe() {
        receiver.close();
        receiver = new Receiver();
        GivenAnswer created =
                browser.post(
                        "/_control/subscriptions",
                        "{\"callback_url\":\"%s\",\"signing_key\":\"k\"}"
                                .formatted(receiver.url()));
        hook = created.json().path("subscriptions").get(0).path("id").asText();
    }

    @AfterEach
    void closeReceiver() {
        receiver.close();
    }

    protected JsonNode book(String eventType) {
        GivenAnswer booked =
                browser.post("/_control/bookings", "{\"event_type\":\"" + eventType + "\"}");
        assertThat(booked.status()).isEqualTo(201);
        return booked.json();
    }

    protected GivenAnswer change(JsonNode booking, String what, String body) {
        String id = booking.path("invitee_id").asText();
        return browser.post("/_control/bookings/" + id + "/" + what, body);
    }

    protected List<Received> received(int count) {
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(
                        () -> assertThat(receiver.received()).hasSizeGreaterThanOrEqualTo(count));
        assertThat(receiver.received()).hasSize(count);
        return receiver.received();
    }

    protected JsonNode subscription() {
        for (JsonNode one : browser.get("/_control/subscriptions").json().path("subscriptions")) {
            if (one.path("id").asText().equals(hook)) {
                return one;
            }
        }
        throw new AssertionError("the subscription is gone");
    }

    protected JsonNode deliveries() {
        return browser.get("/_control/deliveries").json().path("deliveries");
    }

    protected void awaitState(int delivery, String state) {
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() ->
                        assertThat(deliveries().path(delivery).path("state").asText())
                                .isEqualTo(state));
    }
}
