package io.advicly.calendly.webhook.queue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.advicly.calendly.webhook.ClaimedDelivery;
import io.advicly.calendly.webhook.Installation;
import io.advicly.calendly.webhook.QuietProfile;
import io.advicly.calendly.webhook.signature.Deliver;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Nothing polls here, so whatever happens to a delivery, a wake-up has made it happen.
@QuarkusTest
@TestProfile(QuietProfile.class)
class WakeUpTest {

    private static final String INSERT =
            """
            INSERT INTO calendly_webhook_deliveries
              (id, subscription_id, organization_uri, dedupe_key, body, due_at, received_at)
            VALUES (?, ?, 'https://api.calendly.com/organizations/any', sha256(?), ?,
                    now() - interval '1 second', now())\
            """;

    private final Installation installation;
    private final DeliveryQueue queue;

    WakeUpTest(Installation installation, DeliveryQueue queue) {
        this.installation = installation;
        this.queue = queue;
    }

    @Test
    void storingWakesTheWorker() {
        // Given
        var organization = installation.connected();
        // When
        Deliver.signed(organization, organization.body("invitee.created")).statusCode(200);
        // Then
        await().untilAsserted(() -> assertStates(organization, "processed"));
    }

    @Test
    void aBurstLargerThanTheSlotsIsWorkedOffWithoutFurtherWakeUps() {
        // Given
        var organization = installation.connected();
        IntStream.range(0, 200)
                .forEach(number ->
                        insert(organization, "{\"event\":\"burst\",\"n\":" + number + "}"));
        // When
        notifyReplicas();
        // Then
        await().untilAsserted(() ->
                assertThat(installation.deliveries(organization))
                        .hasSize(200)
                        .allMatch(delivery -> delivery.state().equals("ignored"))
                        .allMatch(delivery -> delivery.attempts() == 1));
    }

    @Test
    void whatAnotherReplicaStoredIsHeardOf() {
        // Given
        var organization = installation.connected();
        insert(organization, "{\"event\":\"from another replica\"}");
        // When
        notifyReplicas();
        // Then
        await().untilAsserted(() -> assertStates(organization, "ignored"));
    }

    @Test
    void aLostConnectionIsReplacedAndWhatWasMissedIsFound() {
        // Given
        var organization = installation.connected();
        await().until(() -> listeners() == 1);
        installation.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                        + " WHERE datname = current_database() AND application_name = 'calendly-connect notices'");
        insert(organization, "{\"event\":\"missed\"}");
        // Then
        await().untilAsserted(() -> assertStates(organization, "ignored"));
        await().until(() -> listeners() == 1);
    }

    @Test
    void noDeliveryIsClaimedTwice() {
        // Given
        var organization = installation.connected();
        IntStream.range(0, 100)
                .forEach(number -> insert(organization, "{\"claimed\":" + number + "}"));
        Set<UUID> held =
                installation.deliveries(organization).stream()
                        .map(Installation.StoredDelivery::id)
                        .collect(Collectors.toSet());
        // When
        List<UUID> claimed =
                Stream.generate(() -> queue.claim(40, Long.MAX_VALUE, Duration.ofMinutes(5), held))
                        .limit(5)
                        .map(claim -> claim.subscribeAsCompletionStage())
                        .toList()
                        .stream()
                        .flatMap(claim -> claim.join().deliveries().stream())
                        .map(ClaimedDelivery::id)
                        .toList();
        // Then
        assertThat(claimed).isNotEmpty().doesNotHaveDuplicates();
        assertThat(installation.deliveries(organization))
                .hasSize(100)
                .allMatch(delivery -> delivery.claims() == 1);
    }

    private void assertStates(Installation.Organization organization, String... states) {
        assertThat(installation.deliveries(organization))
                .extracting(Installation.StoredDelivery::state)
                .containsExactly(states);
    }

    private void insert(Installation.Organization organization, String json) {
        byte[] body = json.getBytes(UTF_8);
        byte[] unique = (organization.subscription() + json).getBytes(UTF_8);
        installation.execute(INSERT, UUID.randomUUID(), organization.subscription(), unique, body);
    }

    private void notifyReplicas() {
        installation.execute("SELECT pg_notify('calendly_delivery', '')");
    }

    private int listeners() {
        return installation.count(
                "SELECT count(*) FROM pg_stat_activity"
                        + " WHERE datname = current_database() AND application_name = 'calendly-connect notices'");
    }
}
