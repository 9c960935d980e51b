package io.advicly.calendly.webhook;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.advicly.calendly.testing.TestTokens;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;

/// Whose address the audit tells behind a proxy.
@QuarkusTest
@TestProfile(ProxyProfile.class)
class ClientAddressTest {

    private final Installation installation;

    ClientAddressTest(Installation installation) {
        this.installation = installation;
    }

    @Test
    void isTheClientsThatTheProxyNames() {
        given().auth()
                .oauth2(TestTokens.admin("proxied"))
                .header("X-Forwarded-For", "203.0.113.9")
                .contentType("application/json")
                .body("{\"email\":\"nobody@example.test\"}")
                .post("/api/admin/erasures")
                .then()
                .statusCode(200);

        assertThat(
                        installation.texts(
                                "SELECT client_address FROM audit_events WHERE user_id = ?",
                                "proxied"))
                .containsExactly("203.0.113.9");
    }
}
