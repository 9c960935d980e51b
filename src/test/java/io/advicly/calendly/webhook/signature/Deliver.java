package io.advicly.calendly.webhook.signature;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.advicly.calendly.webhook.Installation;
import io.advicly.calendly.webhook.Signer;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Sends deliveries to the service under test, as Calendly does.
public final class Deliver {

    public static final String PATH = "/api/calendly/webhooks";

    private Deliver() {}

    /// Signed now, with the subscription's current key, to the address with its token.
    public static ValidatableResponse signed(Installation.Organization organization, byte[] body) {
        return to(organization.token(), header(organization.key(), body), body);
    }

    /// The same, again and again as long as it is answered 503, which is what a token gets that
    /// cannot be looked up right now, and never another answer than 200 in the end.
    public static void untilTaken(Installation.Organization organization, byte[] body) {
        await().until(
                        () -> signed(organization, body).extract().statusCode(),
                        status -> {
                            assertThat(status).isIn(200, 503);
                            return status == 200;
                        });
    }

    /// Until the service can tell whose address it is: it asks for a signature then.
    public static void untilKnown(Installation.Organization organization) {
        await().until(
                        () ->
                                to(organization.token(), null, new byte[] {'{', '}'})
                                        .extract()
                                        .statusCode(),
                        status -> {
                            assertThat(status).isIn(401, 503);
                            return status == 401;
                        });
    }

    /// @param token null for the address without one
    public static ValidatableResponse to(
            @Nullable String token, @Nullable String signature, byte[] body) {
        RequestSpecification request = given().contentType("application/json").body(body);
        if (signature != null) {
            request.header(SignatureHeader.NAME, signature);
        }
        return request.post(token == null ? PATH : PATH + "/" + token).then();
    }

    public static String header(String key, byte[] body) {
        return Signer.header(key, body, Instant.now());
    }
}
