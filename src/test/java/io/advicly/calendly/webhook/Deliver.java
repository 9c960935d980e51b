package io.advicly.calendly.webhook;

import static io.restassured.RestAssured.given;

import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Sends deliveries to the service under test, as Calendly does.
final class Deliver {

    static final String PATH = "/api/calendly/webhooks";

    private Deliver() {}

    /// Signed now, with the subscription's current key, to the address with its token.
    static ValidatableResponse signed(Installation.Organization organization, byte[] body) {
        return to(organization.token(), header(organization.key(), body), body);
    }

    /// @param token null for the address without one
    static ValidatableResponse to(@Nullable String token, @Nullable String signature, byte[] body) {
        RequestSpecification request = given().contentType("application/json").body(body);
        if (signature != null) {
            request.header(SignatureHeader.NAME, signature);
        }
        return request.post(token == null ? PATH : PATH + "/" + token).then();
    }

    static String header(String key, byte[] body) {
        return Signer.header(key, body, Instant.now());
    }
}
