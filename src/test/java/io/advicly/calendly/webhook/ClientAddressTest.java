package io.advicly.calendly.webhook;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.advicly.calendly.testing.TestTokens;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Whose address the audit tells behind a proxy.
@QuarkusTest
@TestProfile(ProxyProfile.class)
class ClientAddressTest {

    private final Installation installation;
    private final MeterRegistry metrics;

    ClientAddressTest(Installation installation, MeterRegistry metrics) {
        this.installation = installation;
        this.metrics = metrics;
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

    /// The client is then the proxy, as far as anybody knows.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "X-Forwarded-For  | ''",
                "X-Forwarded-For  | ', 203.0.113.9'",
                "X-Forwarded-For  | 203.0.113.9:abc",
                "X-Forwarded-Port | abc",
            })
    void aHeaderThatMakesNoSenseIsIgnoredAndCounted(String header, String value) {
        double before = ignored(header);

        given().auth()
                .oauth2(TestTokens.of("proxied"))
                .header(header, value)
                .get("/api/meetings")
                .then()
                .statusCode(200);

        assertThat(ignored(header)).isEqualTo(before + 1);
    }

    private double ignored(String header) {
        Counter counter = metrics.find("http.forwarded.ignored").tag("header", header).counter();
        return counter == null ? 0 : counter.count();
    }
}
