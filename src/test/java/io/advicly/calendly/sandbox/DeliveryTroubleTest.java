package io.advicly.calendly.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeliveryTroubleTest extends DeliveryCase {
    private static final String A_DAY = "{\"advance_seconds\":90000}";

    @Test
    void aFailureIsRetriedAndShows() {
        browser.set("time_scale", 1);
        receiver.answerWith(500);
        book("ada-intro");
        awaitState(0, "retrying");
        assertThat(subscription().path("retry_started_at").isNull()).isFalse();
        assertThat(subscription().path("state").asText()).isEqualTo("active");
        receiver.answerWith(200);
        browser.post("/_control/clock", "{\"advance_seconds\":60}");
        awaitState(0, "delivered");
        assertThat(received(2).getFirst().body()).isEqualTo(receiver.received().get(1).body());
        assertThat(subscription().path("retry_started_at").isNull()).isTrue();
    }

    @Test
    void goneDeletesTheSubscriptionAtOnce() {
        browser.set("hold_deliveries", true);
        Account ada = browser.connect("ada");
        receiver.answerWith(410);
        book("ada-intro");
        book("ada-intro");
        browser.set("hold_deliveries", false);
        await().untilAsserted(() ->
                assertThat(ada.get("/webhook_subscriptions/" + hook).status()).isEqualTo(404));
        awaitState(0, "dropped");
        awaitState(1, "dropped");
        int sent = receiver.received().size();
        browser.post("/_control/clock", A_DAY);
        book("ada-intro");
        assertThat(deliveries()).as("nobody is told any more").hasSize(2);
        assertThat(receiver.received()).hasSize(sent);
        assertThat(browser.get("/_control/subscriptions").json().path("count").asInt()).isZero();
    }

    @Test
    void aRedirectIsAFailure() {
        browser.set("time_scale", 1);
        receiver.answerWith(308);
        book("ada-intro");
        awaitState(0, "retrying");
        assertThat(receiver.received()).hasSize(1);
    }

    @Test
    void nobodyListeningIsAFailureToo() {
        browser.set("time_scale", 1);
        receiver.close();
        book("ada-intro");
        awaitState(0, "retrying");
        JsonNode attempt = deliveries().get(0).path("attempts").get(0);
        assertThat(attempt.path("status").isNull()).isTrue();
        assertThat(attempt.path("error").asText()).isNotEmpty();
    }

    @Test
    void aDayOfFailuresOfTwoMessagesDisables() {
        browser.set("time_scale", 1);
        receiver.answerWith(401);
        book("ada-intro");
        book("ada-intro");
        awaitState(0, "retrying");
        awaitState(1, "retrying");
        browser.post("/_control/clock", A_DAY);
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> {
                    assertThat(subscription().path("state").asText()).isEqualTo("disabled");
                    assertThat(deliveries())
                            .as("none is still under way")
                            .allSatisfy(it ->
                                    assertThat(it.path("state").asText())
                                            .isIn("failed", "dropped"));
                });
        receiver.answerWith(200);
        int before = receiver.received().size();
        book("ada-intro");
        assertThat(deliveries()).hasSize(2);
        assertThat(receiver.received()).hasSize(before);
    }

    @Test
    void aDayOfFailuresOfOneMessageDoesNotDisableUntilTheNextFails() {
        browser.set("time_scale", 1);
        receiver.answerWith(500);
        book("ada-intro");
        awaitState(0, "retrying");
        browser.post("/_control/clock", A_DAY);
        awaitState(0, "failed");
        assertThat(subscription().path("state").asText()).isEqualTo("active");
        book("ada-intro");
        awaitState(1, "dropped");
        assertThat(subscription().path("state").asText()).isEqualTo("disabled");
    }

    @Test
    void aCompressedDayPassesInAMoment() {
        browser.set("time_scale", 1_000_000);
        receiver.answerWith(500);
        book("ada-intro");
        awaitState(0, "failed");
        assertThat(deliveries().get(0).path("attempts").size()).isBetween(2, 12);
    }

    @Test
    void retriesMayKeepTheirFirstTimestamp() {
        browser.set("time_scale", 1_000_000);
        browser.set("renew_timestamp_on_retry", false);
        receiver.answerWith(500);
        book("ada-intro");
        awaitState(0, "failed");
        assertThat(receiver.received().stream().map(Received::signature).distinct()).hasSize(1);
    }

    @Test
    void duplicatesAreTheSameBytes() {
        browser.set("duplicate_deliveries", 2);
        book("ada-intro");
        List<Received> all = received(3);
        assertThat(all.stream().map(Received::body).distinct()).hasSize(1);
    }

    @Test
    void laterDeliveriesOvertake() {
        browser.set("reorder_deliveries", 1);
        change(book("ada-intro"), "cancel", "{}");
        received(2);
        awaitState(0, "delivered");
        awaitState(1, "delivered");
        assertThat(attempts("invitee.canceled")).isLessThanOrEqualTo(attempts("invitee.created"));
        book("ada-intro");
        awaitState(2, "overtaken");
        assertThat(browser.post("/_control/deliveries/release", "").json().path("released").asInt())
                .isEqualTo(1);
        received(3);
    }

    @Test
    void heldDeliveriesWaitForRelease() {
        browser.set("hold_deliveries", true);
        book("ada-intro");
        book("ada-intro");
        awaitState(1, "held");
        assertThat(receiver.received()).isEmpty();
        browser.post("/_control/deliveries/release", "");
        received(2);
        book("ada-intro");
        browser.set("hold_deliveries", false);
        received(3);
    }

    @Test
    void delayedDeliveriesArriveAllTheSame() {
        browser.set("delay_deliveries_ms", 3_000);
        book("ada-intro");
        assertThat(deliveries().get(0).path("state").asText()).isEqualTo("waiting");
        received(1);
    }

    @Test
    void redeliveryRepeatsThePast() {
        book("ada-intro");
        awaitState(0, "delivered");
        browser.post("/_control/deliveries/redeliver", "{\"event\":\"invitee.created\"}");
        List<Received> both = received(2);
        assertThat(both.get(0).body()).isEqualTo(both.get(1).body());
        assertThat(deliveries().get(1).path("duplicate_of").asText())
                .isEqualTo(deliveries().get(0).path("id").asText());
    }

    @Test
    void aDeletedSubscriptionHearsNothing() {
        browser.set("hold_deliveries", true);
        book("ada-intro");
        browser.delete("/_control/subscriptions/" + hook);
        awaitState(0, "dropped");
    }

    @Test
    void aSubscriptionCanBeDisabledBehindTheClientsBack() {
        browser.patch("/_control/subscriptions/" + hook, "{\"state\":\"disabled\"}");
        book("ada-intro");
        assertThat(deliveries()).isEmpty();
        browser.patch(
                "/_control/subscriptions/" + hook, "{\"state\":\"active\",\"retrying\":true}");
        assertThat(subscription().path("retry_started_at").isNull()).isFalse();
    }

    @Test
    void losingTheCreatorMayDisable() {
        browser.patch("/_control/accounts/ada", "{\"role\":\"user\"}");
        assertThat(subscription().path("state").asText()).isEqualTo("active");
        browser.patch("/_control/accounts/ada", "{\"role\":\"owner\"}");
        browser.set("creator_loss", "disable");
        browser.patch("/_control/accounts/ada", "{\"role\":\"user\"}");
        assertThat(subscription().path("state").asText()).isEqualTo("disabled");
    }

    private String attempts(String event) {
        for (JsonNode delivery : deliveries()) {
            if (delivery.path("event").asText().equals(event)) {
                return delivery.path("attempts").get(0).path("at").asText();
            }
        }
        throw new AssertionError("no delivery of " + event);
    }
}
