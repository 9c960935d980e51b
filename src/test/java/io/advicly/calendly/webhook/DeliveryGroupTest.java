package io.advicly.calendly.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Deliveries that are claimed together share a transaction. Nothing polls here: all of them wait
/// until a notice wakes the worker.
@QuarkusTest
@TestProfile(QuietProfile.class)
class DeliveryGroupTest {

    private static final String INSERT =
            """
            INSERT INTO calendly_webhook_deliveries
              (id, subscription_id, organization_uri, dedupe_key, body, due_at, received_at)
            VALUES (?, ?, ?, sha256(?), ?, now() + interval '1 day', now())\
            """;

    private final Installation installation;

    DeliveryGroupTest(Installation installation) {
        this.installation = installation;
    }

    @Test
    void aGroupIsProjectedInOneTransaction() {
        // Given
        List<Installation.Organization> all = organizations();
        all.forEach(one -> insert(one, text(one)));
        // When
        wakeFor(all);
        // Then
        all.forEach(one -> awaitOnly(one, "processed"));
        assertThat(
                        installation.count(
                                "SELECT count(DISTINCT xmin::text) FROM meetings WHERE user_id IN ("
                                        + String.join(",", all.stream().map(this::quoted).toList())
                                        + ")"))
                .isEqualTo(1);
    }

    @Test
    void oneThatCannotBeWrittenSpoilsNoOther() {
        // Given
        installation.execute(
                "ALTER TABLE meetings ADD CONSTRAINT no_poison CHECK (name <> 'Poison') NOT VALID");
        try {
            List<Installation.Organization> good = organizations();
            var bad = installation.connected();
            insert(bad, text(bad).replace("30 Minute Intro", "Poison"));
            good.forEach(one -> insert(one, text(one)));
            // When
            wakeFor(Stream.concat(good.stream(), Stream.of(bad)).toList());
            // Then
            good.forEach(one -> awaitOnly(one, "processed"));
            await().untilAsserted(() ->
                    assertThat(installation.deliveries(bad))
                            .singleElement()
                            .matches(delivery -> delivery.attempts() == 1)
                            .matches(delivery -> delivery.state().equals("pending"))
                            .matches(delivery -> delivery.error() != null));
        } finally {
            installation.execute("ALTER TABLE meetings DROP CONSTRAINT no_poison");
        }
    }

    private List<Installation.Organization> organizations() {
        return Stream.generate(installation::connected).limit(10).toList();
    }

    private void awaitOnly(Installation.Organization organization, String state) {
        await().untilAsserted(() ->
                assertThat(installation.deliveries(organization))
                        .singleElement()
                        .matches(delivery -> delivery.attempts() == 1)
                        .extracting(Installation.StoredDelivery::state)
                        .isEqualTo(state));
    }

    private static String text(Installation.Organization organization) {
        return new String(organization.body("invitee.created"), UTF_8);
    }

    private String quoted(Installation.Organization organization) {
        return "'" + organization.user() + "'";
    }

    private void insert(Installation.Organization organization, String body) {
        installation.execute(
                INSERT,
                UUID.randomUUID(),
                organization.subscription(),
                "https://api.calendly.com/organizations/" + organization.prefix(),
                (organization.subscription() + body).getBytes(UTF_8),
                body.getBytes(UTF_8));
    }

    /// All of them in one commit with the notice: whoever looks sees none of them, or all.
    private void wakeFor(List<Installation.Organization> all) {
        String subscriptions =
                all.stream()
                        .map(one -> "'" + one.subscription() + "'")
                        .collect(Collectors.joining(","));
        installation.execute(
                """
                WITH due AS (
                  UPDATE calendly_webhook_deliveries SET due_at = now() - interval '1 second'
                  WHERE subscription_id IN (%s) RETURNING id)
                SELECT pg_notify('calendly_delivery', '') FROM (SELECT count(*) FROM due) AS counted\
                """
                        .formatted(subscriptions));
    }
}
