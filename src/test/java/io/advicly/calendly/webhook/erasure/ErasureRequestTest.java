package io.advicly.calendly.webhook.erasure;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.advicly.calendly.testing.TestTokens;
import io.advicly.calendly.webhook.ErasureProfile;
import io.advicly.calendly.webhook.Installation;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Who may erase whom.
@QuarkusTest
@TestProfile(ErasureProfile.class)
class ErasureRequestTest {

    private static final String PATH = "/api/admin/erasures";

    private final Installation installation;

    ErasureRequestTest(Installation installation) {
        this.installation = installation;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "null",
                "{\"email\":null}",
                "{\"email\":\"\"}",
                "{\"email\":\"everybody\"}",
                "{\"email\":\"a@b.c, d@e.f\"}",
                "{\"email\":\"%@%\\u0000\"}",
                "{\"email\":\"a@b.c\\ud800\"}",
                "{\"email\":[]}",
                "[]",
                "{",
                "{\"email\":\"a@b.c\",\"tenant\":\" \"}",
                "{\"email\":\"a@b.c\",\"tenant\":\"\\u0000\"}"
            })
    void whatIsNoAddressIsRefused(String body) {
        given().auth()
                .oauth2(TestTokens.admin("operator"))
                .contentType("application/json")
                .body(body)
                .post(PATH)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:calendly-connect:problem:request-invalid"));
    }

    /// Without a proxy that is trusted, what a client says of its address is nothing.
    @Test
    void theAuditTellsTheAddressOfWhoHasCalled() {
        given().auth()
                .oauth2(TestTokens.admin("pretender"))
                .header("X-Forwarded-For", "203.0.113.9")
                .header("Forwarded", "for=203.0.113.9")
                .contentType("application/json")
                .body("{\"email\":\"nobody@example.test\"}")
                .post(PATH)
                .then()
                .statusCode(200);

        assertThat(
                        installation.texts(
                                "SELECT client_address FROM audit_events WHERE user_id = ?",
                                "pretender"))
                .containsExactly("127.0.0.1");
    }

    @Test
    void isForAdminsOnly() {
        given().contentType("application/json").body("{}").post(PATH).then().statusCode(401);
        given().auth()
                .oauth2(TestTokens.of("somebody"))
                .contentType("application/json")
                .body("{\"email\":\"grace@example.test\"}")
                .post(PATH)
                .then()
                .statusCode(403);
    }
}
