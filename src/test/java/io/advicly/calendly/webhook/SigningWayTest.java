package io.advicly.calendly.webhook;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.advicly.calendly.testing.TestTokens;
import io.advicly.calendly.webhook.signature.Deliver;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Deliveries tell whose key Calendly signs with.
@QuarkusTest
@TestProfile(ServiceProfile.class)
class SigningWayTest {

    private final Installation installation;

    SigningWayTest(Installation installation) {
        this.installation = installation;
    }

    @Test
    void oneThatOnlyTheApplicationsKeyVerifiesTells() {
        var organization = installation.connected();
        byte[] body = organization.body("invitee.created");

        Deliver.to(organization.token(), Deliver.header(ServiceProfile.APPLICATION_KEY, body), body)
                .statusCode(200);

        awaitFound("application");
    }

    @Test
    void aHundredThatTheSubscriptionsOwnKeyVerifiesTell() {
        var organization = installation.connected();

        for (int number = 0; number < 100; number++) {
            byte[] body = "{\"event\":\"odd.event\",\"n\":%d}".formatted(number).getBytes(UTF_8);
            Deliver.signed(organization, body).statusCode(200);
        }

        awaitFound("subscription");
    }

    private static void awaitFound(String way) {
        await().until(
                        () ->
                                given().auth()
                                        .oauth2(TestTokens.admin("operator"))
                                        .get("/api/admin/signing")
                                        .then()
                                        .statusCode(200)
                                        .body("application_key_set", equalTo(true))
                                        .extract()
                                        .<@Nullable String>path(
                                                "ways.find { it.way == '%s' }?.found_at"
                                                        .formatted(way)),
                        Objects::nonNull);
    }
}
