package io.advicly.calendly.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.advicly.calendly.security.cipher.RandomTokens;
import io.advicly.calendly.webhook.signature.Deliver;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Keys come from memory, and the memory is true.
@QuarkusTest
@TestProfile(ServiceProfile.class)
class SigningKeyMemoryTest {

    private static final String LOOK_UPS = "signing-keys.look-ups";

    /// As it is by default: where each of a thousand takes long, as many may be looked up.
    private static final int STRANGERS_A_SECOND = 10;

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
        Deliver.untilTaken(organization, body);
        double before = meters.counter(LOOK_UPS).count();
        // When
        for (int number = 0; number < 50; number++) {
            Deliver.signed(organization, body).statusCode(200);
        }
        // Then: at most one more, as the notice of the new subscription may come late
        assertThat(meters.counter(LOOK_UPS).count() - before).isLessThanOrEqualTo(1);
    }

    @Test
    void inventedTokensCostNoLookUpEach() {
        // Given
        var organization = installation.connected();
        byte[] body = organization.body("invitee.created");
        String signature = Deliver.header(organization.key(), body);
        Deliver.untilTaken(organization, body);
        double before = meters.counter(LOOK_UPS).count();
        Set<Integer> answers = new HashSet<>();
        long start = System.nanoTime();
        // When
        for (int number = 0; number < 1_000; number++) {
            answers.add(Deliver.to(RandomTokens.urlSafe(), signature, body).extract().statusCode());
        }
        // Then
        assertThat(answers).isSubsetOf(404, 503);
        double most = STRANGERS_A_SECOND * (secondsSince(start) + 2);
        assertThat(meters.counter(LOOK_UPS).count() - before).isLessThan(Math.max(500, most));
        Deliver.untilTaken(installation.connected(), body);
    }

    private static double secondsSince(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    @Test
    void aRememberedTokenIsRefusedOnceItsSubscriptionIsDeleted() {
        // Given
        var organization = installation.connected();
        byte[] body = organization.body("invitee.created");
        Deliver.untilTaken(organization, body);
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
        await().untilAsserted(() ->
                assertThat(Deliver.signed(broken, body).extract().statusCode()).isEqualTo(401));
        Deliver.to(broken.token(), Deliver.header(ServiceProfile.APPLICATION_KEY, body), body)
                .statusCode(200);
        Deliver.untilTaken(whole, whole.body("invitee.created"));
    }
}
