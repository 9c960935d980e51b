package io.advicly.calendly.webhook.signature;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import io.advicly.calendly.testing.TestTokens;
import io.advicly.calendly.webhook.Installation;
import io.advicly.calendly.webhook.ServiceProfile;
import io.advicly.calendly.webhook.Signer;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import java.time.Instant;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(ServiceProfile.class)
class DeliveryEndToEndTest {

    private final Installation installation;

    DeliveryEndToEndTest(Installation installation) {
        this.installation = installation;
    }

    @Test
    void aDeliveryBecomesAMeetingOfItsHost() {
        // Given
        var organization = installation.connected();
        byte[] body = organization.body("invitee.created");
        // When
        deliver(organization, body).statusCode(200);
        // Then
        await().untilAsserted(() ->
                given().auth()
                        .oauth2(TestTokens.of(organization.user()))
                        .get("/api/meetings")
                        .then()
                        .statusCode(200)
                        .body("meetings", hasSize(1))
                        .body("meetings[0].status", is("active")));
    }

    private static ValidatableResponse deliver(
            Installation.Organization organization, byte[] body) {
        return given().contentType("application/json")
                .header(
                        SignatureHeader.NAME,
                        Signer.header(organization.key(), body, Instant.now()))
                .body(body)
                .post("/api/calendly/webhooks/" + organization.token())
                .then();
    }
}
