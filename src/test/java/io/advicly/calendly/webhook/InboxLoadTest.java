package io.advicly.calendly.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.advicly.calendly.webhook.inbox.SignedDelivery;
import io.advicly.calendly.webhook.inbox.Storing;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Many deliveries at once.
@QuarkusTest
@TestProfile(ServiceProfile.class)
class InboxLoadTest {

    private static final Duration LONG = Duration.ofMinutes(2);

    private final Installation installation;
    private final Storing storing;
    private final MeterRegistry meters;

    InboxLoadTest(Installation installation, Storing storing, MeterRegistry meters) {
        this.installation = installation;
        this.storing = storing;
        this.meters = meters;
    }

    @Test
    void deliveriesThatComeTogetherShareCommits() {
        // Given
        var organization = installation.connected();
        long commits = meters.timer(WebhookMetrics.COMMIT).count();
        // When
        List<Receipt> receipts = storing.all(Storing.numbered(organization, 1_000));
        // Then
        assertThat(receipts).hasSize(1_000).allMatch(Receipt.Stored.class::isInstance);
        assertThat(meters.timer(WebhookMetrics.COMMIT).count() - commits).isLessThan(500);
    }

    @Test
    void aBodyThatComesTenThousandTimesIsStoredOnce() {
        // Given
        var organization = installation.connected();
        SignedDelivery one = Storing.signed(organization, "{\"event\":\"again\"}");
        // When
        List<Receipt> receipts =
                Stream.generate(() -> storing.all(Stream.generate(() -> one).limit(1_000)))
                        .limit(10)
                        .flatMap(List::stream)
                        .toList();
        // Then
        assertThat(receipts).hasSize(10_000);
        assertThat(receipts).filteredOn(Receipt.Stored.class::isInstance).hasSize(1);
        assertThat(installation.deliveries(organization)).hasSize(1);
    }

    @Test
    void oneThatTheDatabaseRefusesSpoilsNoOther() {
        // Given
        var organization = installation.connected();
        installation.execute(
                "ALTER TABLE calendly_webhook_deliveries ADD CONSTRAINT no_poison"
                        + " CHECK (position('\\x706f69736f6e'::bytea IN body) = 0) NOT VALID");
        try {
            List<CompletableFuture<Receipt>> answers =
                    IntStream.range(0, 100)
                            .mapToObj(number ->
                                    storing.one(
                                            Storing.signed(
                                                    organization,
                                                    number % 10 == 3
                                                            ? "{\"poison\":" + number + "}"
                                                            : "{\"good\":" + number + "}")))
                            .toList();
            // Then
            await().atMost(LONG).until(() -> answers.stream().allMatch(CompletableFuture::isDone));
            assertThat(answers).filteredOn(CompletableFuture::isCompletedExceptionally).hasSize(10);
            assertThat(installation.deliveries(organization)).hasSize(90);
        } finally {
            installation.execute(
                    "ALTER TABLE calendly_webhook_deliveries DROP CONSTRAINT no_poison");
        }
    }

    @Test
    void manyOfOneOrganizationDelayNobodyElse() {
        // Given
        var noisy = installation.connected();
        var quiet = installation.connected();
        storing.all(Storing.numbered(noisy, 5_000));
        // When
        storing.all(Storing.numbered(quiet, 10));
        // Then
        await().atMost(LONG)
                .until(() -> storing.pending(noisy) == 0 && storing.pending(quiet) == 0);
        assertThat(
                        installation.count(
                                """
                                SELECT count(*) FROM calendly_webhook_deliveries
                                WHERE subscription_id = '%s' AND processed_at >
                                  (SELECT max(processed_at) FROM calendly_webhook_deliveries
                                   WHERE subscription_id = '%s')
                                """
                                        .formatted(noisy.subscription(), quiet.subscription())))
                .isGreaterThan(1_000);
    }
}
