package io.advicly.calendly.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.advicly.calendly.subscription.keys.AdoptedKeys;
import io.advicly.calendly.webhook.signature.Deliver;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Deliveries to the address without a token, which hooks of the old backend use.
@QuarkusTest
@TestProfile(TokenlessTest.Profile.class)
class TokenlessTest {

    private final Installation installation;
    private final MeterRegistry meters;
    private final AdoptedKeys keys;

    public static class Profile extends ServiceProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> all = new HashMap<>(super.getConfigOverrides());
            all.put("calendly.webhook.tokenless", "true");
            all.put("calendly.webhook.tokenless-candidates", "20");
            return all;
        }
    }

    TokenlessTest(Installation installation, MeterRegistry meters, AdoptedKeys keys) {
        this.installation = installation;
        this.meters = meters;
        this.keys = keys;
    }

    /// So that the candidates are this test's own, whatever other tests have left.
    @BeforeEach
    void onlyOurSubscriptionsAreActive() {
        installation.execute(
                "UPDATE calendly_webhook_subscriptions SET adopted = false, is_active = false");
        awaitServed();
    }

    /// Once the keys have been read, and what a test before has hashed is paid off.
    private static void awaitServed() {
        byte[] body = "{}".getBytes(UTF_8);
        await().until(
                        () ->
                                Deliver.to(null, Deliver.header("another-key", body), body)
                                        .extract()
                                        .statusCode(),
                        status -> {
                            assertThat(status).isIn(401, 503);
                            return status == 401;
                        });
    }

    @Test
    void theKeyTellsTheSubscription() {
        // Given
        var older = installation.adopted();
        var newer = installation.adopted();
        byte[] body = older.body("invitee.created");
        // When
        awaitStored(older, body);
        // Then
        assertThat(installation.deliveries(older)).hasSize(1);
        assertThat(installation.deliveries(newer)).isEmpty();
    }

    @Test
    void withAnApplicationKeyTheCreatorTellsTheSubscription() {
        // Given
        var organization = installation.adopted();
        var other = installation.adopted();
        byte[] body = organization.body("invitee.created");
        // When
        Deliver.to(null, Deliver.header(ServiceProfile.APPLICATION_KEY, body), body)
                .statusCode(200);
        // Then
        assertThat(installation.deliveries(organization)).hasSize(1);
        assertThat(installation.deliveries(other)).isEmpty();
    }

    @Test
    void aCreatorOfTwoSubscriptionsTellsNothing() {
        // Given
        var organization = installation.adopted();
        var other = installation.adopted();
        installation.execute(
                "UPDATE calendly_webhook_subscriptions SET carrier_connection_id ="
                        + " (SELECT carrier_connection_id FROM calendly_webhook_subscriptions"
                        + " WHERE id = ?) WHERE id = ?",
                organization.subscription(),
                other.subscription());
        byte[] body = organization.body("invitee.created");
        // When
        Deliver.to(null, Deliver.header(ServiceProfile.APPLICATION_KEY, body), body)
                .statusCode(401);
        // Then
        assertThat(installation.deliveries(organization)).isEmpty();
        assertThat(installation.deliveries(other)).isEmpty();
    }

    @Test
    void anUnknownCreatorTellsNothing() {
        // Given
        installation.adopted();
        byte[] body = Samples.of("invitee.created", "STRANGER");
        // Then
        Deliver.to(null, Deliver.header(ServiceProfile.APPLICATION_KEY, body), body)
                .statusCode(401);
    }

    @Test
    void anotherKeyIsRefused() {
        // Given
        var organization = installation.adopted();
        byte[] body = organization.body("invitee.created");
        // Then
        Deliver.to(null, Deliver.header("another-key", body), body).statusCode(401);
        Deliver.to(null, null, body).statusCode(401);
        assertThat(installation.deliveries(organization)).isEmpty();
    }

    /// While notices may be missed, another replica may have adopted the key: Calendly asks again.
    @Test
    void whoeverMayHaveBeenAdoptedMeanwhileIsNotRefusedForGood() {
        var adopted = installation.adopted();
        byte[] body = adopted.body("invitee.created");
        awaitStored(adopted, body);
        String unknown = Deliver.header("another-key", body);
        keys.deaf();
        try {
            Deliver.to(null, unknown, body).statusCode(503).header("Retry-After", "5");
            Deliver.to(null, Deliver.header(adopted.key(), body), body).statusCode(200);
            keys.readAgain().await().indefinitely();
            Deliver.to(null, unknown, body).statusCode(503);
        } finally {
            keys.listening();
        }
        await().untilAsserted(() -> Deliver.to(null, unknown, body).statusCode(401));
    }

    /// Keys that are in no old hook's hands are not tried for it.
    @Test
    void aSubscriptionThatIsNotAdoptedIsNotTried() {
        // Given
        var adopted = installation.adopted();
        var ours = installation.connected();
        awaitStored(adopted, adopted.body("invitee.created"));
        byte[] body = ours.body("invitee.created");
        // Then
        Deliver.to(null, Deliver.header(ours.key(), body), body).statusCode(401);
    }

    @Test
    void onceReplacedAnOldHookIsNotBelievedAnyMore() {
        // Given
        var adopted = installation.adopted();
        byte[] body = adopted.body("invitee.created");
        awaitStored(adopted, body);
        // When
        installation.execute(
                "UPDATE calendly_webhook_subscriptions SET state = 'DELETED', is_active = false"
                        + " WHERE id = ?",
                adopted.subscription());
        // Then
        await().untilAsserted(() ->
                assertThat(
                                Deliver.to(null, Deliver.header(adopted.key(), body), body)
                                        .extract()
                                        .statusCode())
                        .isEqualTo(401));
    }

    /// As with a token.
    @Test
    void aLargeBodyIsTaken() {
        var adopted = installation.adopted();
        awaitStored(adopted, adopted.body("invitee.created"));
        byte[] body = padded(adopted.body("invitee.created"), 900_000);

        Deliver.to(null, Deliver.header(adopted.key(), body), body).statusCode(200);
    }

    /// JSON of so many bytes.
    private static byte[] padded(byte[] json, int size) {
        byte[] padded = Arrays.copyOf(json, size);
        Arrays.fill(padded, json.length, size, (byte) ' ');
        return padded;
    }

    @Test
    void aKeyBeyondTheBoundIsNotTried() {
        // Given
        for (int more = 0; more < 20; more++) {
            installation.adopted();
        }
        var latest = installation.connected();
        installation.execute(
                "UPDATE calendly_webhook_subscriptions SET adopted = true,"
                        + " created_at = now() + interval '1 day' WHERE id = ?",
                latest.subscription());
        var within = installation.connected();
        installation.execute(
                "UPDATE calendly_webhook_subscriptions SET adopted = true,"
                        + " created_at = now() - interval '1 day' WHERE id = ?",
                within.subscription());
        awaitStored(within, within.body("invitee.created"));
        byte[] body = latest.body("invitee.created");
        // Then
        Deliver.to(null, Deliver.header(latest.key(), body), body).statusCode(401);
    }

    /// Anybody may send here, and what is hashed for them keeps all others waiting.
    @Test
    void whatIsHashedInASecondIsBounded() {
        // Given
        List<Installation.Organization> all =
                Stream.generate(installation::adopted).limit(20).toList();
        all.forEach(one -> awaitStored(one, one.body("invitee.created")));
        var ours = installation.connected();
        byte[] large = padded("{}".getBytes(UTF_8), 750_000);
        // When
        await().atMost(Duration.ofMinutes(2))
                .until(() -> {
                    IntStream.range(0, 40)
                            .parallel()
                            .forEach(time ->
                                    assertThat(
                                                    Deliver.to(
                                                                    null,
                                                                    Deliver.header("forged", large),
                                                                    large)
                                                            .extract()
                                                            .statusCode())
                                            .isIn(401, 503));
                    return refusedForHashing() > 0;
                });
        // Then
        Deliver.untilTaken(ours, ours.body("invitee.created"));
        awaitStored(all.getFirst(), all.getFirst().body("invitee.canceled"));
    }

    private double refusedForHashing() {
        return meters.find("webhook.rejected").tag("reason", "too_much_hashing").counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    /// As soon as this replica has heard of the subscription.
    private static void awaitStored(Installation.Organization organization, byte[] body) {
        await().untilAsserted(() ->
                assertThat(
                                Deliver.to(null, Deliver.header(organization.key(), body), body)
                                        .extract()
                                        .statusCode())
                        .isEqualTo(200));
    }
}
