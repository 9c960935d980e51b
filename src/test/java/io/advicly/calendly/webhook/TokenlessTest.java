package io.advicly.calendly.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Deliveries to the address without a token, which hooks of the old backend use.
@QuarkusTest
@TestProfile(ServiceProfile.class)
class TokenlessTest {

    private final Installation installation;

    TokenlessTest(Installation installation) {
        this.installation = installation;
    }

    /// So that the candidates are this test's own, whatever other tests have left.
    @BeforeEach
    void onlyOurSubscriptionsAreActive() {
        installation.execute("UPDATE calendly_webhook_subscriptions SET is_active = false");
    }

    @Test
    void theKeyTellsTheSubscription() {
        // Given
        var older = installation.connected();
        var newer = installation.connected();
        byte[] body = older.body("invitee.created");
        // When
        Deliver.to(null, Deliver.header(older.key(), body), body).statusCode(200);
        // Then
        assertThat(installation.deliveries(older)).hasSize(1);
        assertThat(installation.deliveries(newer)).isEmpty();
    }

    @Test
    void withAnApplicationKeyTheCreatorTellsTheSubscription() {
        // Given
        var organization = installation.connected();
        var other = installation.connected();
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
        var organization = installation.connected();
        var other = installation.connected();
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
        installation.connected();
        byte[] body = Samples.of("invitee.created", "STRANGER");
        // Then
        Deliver.to(null, Deliver.header(ServiceProfile.APPLICATION_KEY, body), body)
                .statusCode(401);
    }

    @Test
    void anotherKeyIsRefused() {
        // Given
        var organization = installation.connected();
        byte[] body = organization.body("invitee.created");
        // Then
        Deliver.to(null, Deliver.header("another-key", body), body).statusCode(401);
        Deliver.to(null, null, body).statusCode(401);
        assertThat(installation.deliveries(organization)).isEmpty();
    }

    @Test
    void aKeyBeyondTheBoundIsNotTried() {
        // Given
        var oldest = installation.connected();
        installation.execute(
                "UPDATE calendly_webhook_subscriptions SET created_at = now() - interval '1 day'"
                        + " WHERE id = ?",
                oldest.subscription());
        for (int more = 0; more < 20; more++) {
            installation.connected();
        }
        byte[] body = oldest.body("invitee.created");
        // Then
        Deliver.to(null, Deliver.header(oldest.key(), body), body).statusCode(401);
    }
}
