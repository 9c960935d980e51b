package io.advicly.calendly.webhook.admin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.advicly.calendly.webhook.Installation;
import io.advicly.calendly.webhook.ServiceProfile;
import io.advicly.calendly.webhook.signature.Deliver;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(ServiceProfile.class)
class DeliveryRetentionTest {

    private final Installation installation;
    private final DeliveryRetention retention;

    DeliveryRetentionTest(Installation installation, DeliveryRetention retention) {
        this.installation = installation;
        this.retention = retention;
    }

    @Test
    void deletesWhatIsDoneAndOldAndKeepsTheMeeting() {
        // Given
        var organization = installation.connected();
        Deliver.signed(organization, organization.body("invitee.created")).statusCode(200);
        awaitSettled(organization, 1);
        age(organization, 8);
        // When
        deleteOld();
        // Then
        assertThat(installation.deliveries(organization)).isEmpty();
        assertThat(
                        installation.count(
                                "SELECT count(*) FROM meetings WHERE user_id = '"
                                        + organization.user()
                                        + "'"))
                .isEqualTo(1);
    }

    @Test
    void keepsWhatCalendlyMayRepeat() {
        // Given
        var organization = installation.connected();
        Deliver.signed(organization, organization.body("invitee.created")).statusCode(200);
        awaitSettled(organization, 1);
        age(organization, 2);
        // When
        deleteOld();
        // Then
        assertThat(installation.deliveries(organization)).hasSize(1);
    }

    @Test
    void keepsDeadOnesLongerAndPendingOnesAlways() {
        // Given
        var organization = installation.connected();
        Deliver.signed(
                        organization,
                        "{\"event\":\"invitee.created\",\"payload\":{\"uri\":1}}".getBytes(UTF_8))
                .statusCode(200);
        awaitSettled(organization, 1);
        age(organization, 60);
        // When
        deleteOld();
        // Then
        assertThat(installation.deliveries(organization)).hasSize(1);
        // When
        age(organization, 91);
        deleteOld();
        // Then
        assertThat(installation.deliveries(organization)).isEmpty();
    }

    private void deleteOld() {
        retention.deleteOld().subscribeAsCompletionStage().join();
    }

    private void age(Installation.Organization organization, int days) {
        installation.execute(
                "UPDATE calendly_webhook_deliveries SET received_at = now() - make_interval(days => ?)"
                        + " WHERE subscription_id = ?",
                days,
                organization.subscription());
    }

    private void awaitSettled(Installation.Organization organization, int count) {
        await().untilAsserted(() ->
                assertThat(installation.deliveries(organization))
                        .hasSize(count)
                        .noneMatch(delivery -> delivery.state().equals("pending")));
    }
}
