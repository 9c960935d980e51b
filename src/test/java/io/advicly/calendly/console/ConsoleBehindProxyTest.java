package io.advicly.calendly.console;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.advicly.calendly.webhook.ProxyProfile;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

/// What a proxy that is trusted says of how the browser has come.
@QuarkusTest
@TestProfile(ProxyProfile.class)
class ConsoleBehindProxyTest {

    @Test
    void cookiesOfWhoeverComesByHttpsGoByNothingElse() {
        Response asked = ask("https");

        assertThat(asked.header("Set-Cookie"))
                .startsWith("q_auth_console")
                .contains("; Secure", "Path=/console", "HTTPOnly", "SameSite=Lax");
        assertThat(asked.header("Location"))
                .startsWith("http://localhost:1/authorize?")
                .contains("redirect_uri=https%3A%2F%2F");
    }

    @Test
    void byHttpTheyAreKeptAllTheSame() {
        Response asked = ask("http");

        assertThat(asked.header("Set-Cookie"))
                .startsWith("q_auth_console")
                .doesNotContainIgnoringCase("Secure");
        assertThat(asked.header("Location")).contains("redirect_uri=http%3A%2F%2F");
    }

    private static Response ask(String scheme) {
        return given().redirects()
                .follow(false)
                .header("X-Forwarded-Proto", scheme)
                .get("/console/deliveries?state=dead")
                .then()
                .statusCode(302)
                .extract()
                .response();
    }
}
