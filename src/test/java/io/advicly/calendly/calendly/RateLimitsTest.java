package io.advicly.calendly.calendly;

import static io.advicly.calendly.calendly.Calls.ACCESS;
import static io.advicly.calendly.calendly.Calls.await;
import static io.advicly.calendly.calendly.Calls.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.advicly.calendly.calendly.http.answer.StubCalendly;
import io.advicly.calendly.security.cipher.SecretString;
import io.advicly.calendly.testing.ServiceResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.faulttolerance.api.CircuitBreakerMaintenance;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(ServiceResource.class)
@WithTestResource(StubResource.class)
class RateLimitsTest {

    @SuppressWarnings("NullAway.Init") // injected by StubResource
    StubCalendly stub;

    @Inject Calendly calendly;
    @Inject RateLimits limits;
    @Inject CircuitBreakerMaintenance breakers;

    @BeforeEach
    void forget() {
        stub.reset();
        breakers.resetAll();
    }

    @Test
    void remembersWhatCalendlySaysOfAGrant() {
        // Given
        SecretString token = SecretString.of("sim_at_secret_limited");
        stub.answer(200, Bodies.me(), headers("500", "123"));
        // When
        await(calendly.account(Access.with(token)));
        // Then
        assertThat(limits.limitOf(token))
                .hasValueSatisfying(limit -> {
                    assertThat(limit.limit()).isEqualTo(500);
                    assertThat(limit.remaining()).isEqualTo(123);
                });
        assertThat(limits.limitOf(SecretString.of("another"))).isEmpty();
    }

    @Test
    void remembersItOfARefusalToo() {
        // Given
        SecretString token = SecretString.of("sim_at_secret_refused");
        stub.answer(403, Bodies.error("Permission Denied", "no"), headers("50", "0"));
        // When
        var _ = failure(CalendlyFailure.Forbidden.class, calendly.account(Access.with(token)));
        // Then
        assertThat(limits.limitOf(token)).map(RateLimit::remaining).contains(0);
    }

    @Test
    void passesOverWhatItCannotRead() {
        // Given
        stub.answer(200, Bodies.me(), headers("many", "-1"));
        // When
        await(calendly.account(ACCESS));
        // Then
        assertThat(limits.limitOf(ACCESS.token())).isEmpty();
    }

    private static Map<String, String> headers(String limit, String remaining) {
        return Map.of(
                "X-RateLimit-Limit", limit,
                "X-RateLimit-Remaining", remaining,
                "X-RateLimit-Reset", "45");
    }
}
