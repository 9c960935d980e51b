package io.advicly.calendly.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;

import io.advicly.calendly.webhook.signature.Deliver;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/// What cannot be stored is not acknowledged.
@QuarkusTest
@TestProfile(ServiceProfile.class)
class DatabaseAwayTest {

    private final Installation installation;

    DatabaseAwayTest(Installation installation) {
        this.installation = installation;
    }

    @Test
    void aDeliveryThatCannotBeStoredIsSentAgainLater() {
        // Given
        var organization = installation.connected();
        byte[] body = organization.body("invitee.created");
        // When
        without("calendly_webhook_deliveries", () -> Deliver.signed(organization, body));
        // Then
        assertThat(installation.deliveries(organization)).isEmpty();
        Deliver.signed(organization, body).statusCode(200);
    }

    @Test
    void aDeliveryWhoseKeyCannotBeLookedUpIsSentAgainLater() {
        // Given
        var organization = installation.unheardOf();
        byte[] body = organization.body("invitee.created");
        // When
        without("calendly_webhook_subscriptions", () -> Deliver.signed(organization, body));
        // Then
        Deliver.untilTaken(organization, body);
    }

    private void without(String table, Supplier<ValidatableResponse> delivery) {
        installation.execute("ALTER TABLE %s RENAME TO away".formatted(table));
        try {
            delivery.get()
                    .statusCode(503)
                    .contentType("application/problem+json")
                    .header("Retry-After", matchesPattern("[1-9][0-9]*"))
                    .body("type", equalTo("urn:calendly-connect:problem:unavailable"));
        } finally {
            installation.execute("ALTER TABLE away RENAME TO %s".formatted(table));
        }
    }
}
