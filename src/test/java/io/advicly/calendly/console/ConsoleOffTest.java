package io.advicly.calendly.console;

import static io.restassured.RestAssured.given;

import io.advicly.calendly.testing.ServiceResource;
import io.advicly.calendly.testing.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Where nobody has asked for a console there is none.
@QuarkusTest
@WithTestResource(ServiceResource.class)
class ConsoleOffTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/console",
                "/console/",
                "/console/now",
                "/console/console.css",
                "/console/lib/lit/index.js",
                "/console/signed-out",
                "/console/api/session",
                "/console/api/overview",
                "/_static/lit/index.js"
            })
    void nothingIsThere(String path) {
        given().redirects().follow(false).get(path).then().statusCode(404);
        given().auth()
                .oauth2(TestTokens.admin("ada"))
                .redirects()
                .follow(false)
                .get(path)
                .then()
                .statusCode(404);
    }
}
