package io.advicly.calendly.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.advicly.calendly.security.RandomTokens;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;

/// Keys come from memory, and the memory is true.
@QuarkusTest
@TestProfile(ServiceProfile.class)
class SigningKeyMemoryTest {

    private static final String LOOK_UPS = "signing-keys.look-ups";

    private final Installation installation;
    private final MeterRegistry meters;

    SigningKeyMemoryTest(Installation installation, MeterRegistry meters) {
        this.installation = installation;
        this.meters = meters;
    }

    @Test
    void manyDeliveriesCostOneLookUp() {
        // Given
        var organization = installation.connected();
        byte[] body = organization.body("invitee.created");
        Deliver.signed(organization, body).statusCode(200);
        double before = meters.counter(LOOK_UPS).count();
        // When
        for (int number = 0; number < 50; number++) {
            Deliver.signed(organization, body).statusCode(200);
        }
        // Then
        assertThat(meters.counter(LOOK_UPS).count()).isEqualTo(before);
    }

    @Test
    void inventedTokensCostNoLookUpEach() {
        // Given
        var organization = installation.connected();
        byte[] body = organization.body("invitee.created");
        String signature = Deliver.header(organization.key(), body);
        Deliver.signed(organization, body).statusCode(200);
        double before = meters.counter(LOOK_UPS).count();
        // When
        for (int number = 0; number < 1_000; number++) {
            Deliver.to(RandomTokens.urlSafe(), signature, body).statusCode(404);
        }
        // Then
        assertThat(meters.counter(LOOK_UPS).count() - before).isLessThan(500);
        Deliver.signed(installation.connected(), body).statusCode(200);
    }

    @Test
    void aRememberedTokenIsRefusedOnceItsSubscriptionIsDeleted() {
        // Given
        var organization = installation.connected();
        byte[] body = organization.body("invitee.created");
        Deliver.signed(organization, body).statusCode(200);
        // When
        installation.execute(
                "UPDATE calendly_webhook_subscriptions SET state = 'DELETED', is_active = false"
                        + " WHERE id = ?",
                organization.subscription());
        // Then
        await().untilAsserted(() ->
                assertThat(Deliver.signed(organization, body).extract().statusCode())
                        .isEqualTo(404));
    }

    @Test
    void aKeyThatCannotBeReadSpoilsNoOther() {
        // Given
        var broken = installation.connected();
        var whole = installation.connected();
        installation.execute(
                "UPDATE calendly_webhook_subscriptions SET webhook_signing_key = 'v1.gone.AAAA'"
                        + " WHERE id = ?",
                broken.subscription());
        byte[] body = broken.body("invitee.created");
        // Then
        Deliver.signed(broken, body).statusCode(401);
        Deliver.to(broken.token(), Deliver.header(broken.prefix() + "-previous-key", body), body)
                .statusCode(200);
        Deliver.signed(whole, whole.body("invitee.created")).statusCode(200);
        Deliver.to(null, Deliver.header(whole.key(), body), body).statusCode(200);
    }
}
