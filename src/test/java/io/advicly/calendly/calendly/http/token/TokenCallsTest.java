package io.advicly.calendly.calendly.http.token;

import static io.advicly.calendly.calendly.Calls.ACCESS;
import static io.advicly.calendly.calendly.Calls.REFRESH;
import static io.advicly.calendly.calendly.Calls.await;
import static io.advicly.calendly.calendly.Calls.failure;
import static io.advicly.calendly.calendly.Calls.unavailable;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.advicly.calendly.calendly.Bodies;
import io.advicly.calendly.calendly.Calendly;
import io.advicly.calendly.calendly.CalendlyAnswer;
import io.advicly.calendly.calendly.CalendlyFailure;
import io.advicly.calendly.calendly.CodeExchange;
import io.advicly.calendly.calendly.Grant;
import io.advicly.calendly.calendly.ResettingServer;
import io.advicly.calendly.calendly.StubResource;
import io.advicly.calendly.calendly.http.answer.StubCalendly;
import io.advicly.calendly.calendly.settings.CalendlySettings;
import io.advicly.calendly.security.cipher.SecretString;
import io.advicly.calendly.testing.ServiceResource;
import io.quarkus.oidc.client.OidcClients;
import io.quarkus.oidc.client.runtime.OidcClientConfig;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.faulttolerance.api.CircuitBreakerMaintenance;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(ServiceResource.class)
@WithTestResource(StubResource.class)
class TokenCallsTest {

    @SuppressWarnings("NullAway.Init") // injected by StubResource
    StubCalendly stub;

    @Inject Calendly calendly;
    @Inject CalendlySettings settings;
    @Inject OidcClients oidc;
    @Inject CircuitBreakerMaintenance breakers;
    @Inject Clock clock;

    @BeforeEach
    void forget() {
        stub.reset();
        breakers.resetAll();
    }

    @Test
    void exchangesACodeWithBasicAuthenticationAndVerifier() {
        // Given
        stub.answer(200, Bodies.tokens());
        CodeExchange exchange =
                new CodeExchange(
                        SecretString.of("the code"),
                        SecretString.of("the+verifier"),
                        URI.create("https://us.example.test/cb?a=b"));

        // When
        Grant grant = await(calendly.exchangeCode(exchange, late -> {}));

        // Then
        assertThat(grant.accessToken().reveal()).isEqualTo("sim_at_1");
        assertThat(grant.refreshToken().reveal()).isEqualTo("sim_rt_2");
        assertThat(grant.scope()).isEqualTo("users:read");
        assertThat(grant.ownerUri()).isEqualTo(Bodies.USER);
        assertThat(grant.organizationUri()).isEqualTo(Bodies.ORGANIZATION);
        assertThat(grant.expiresAt())
                .isCloseTo(clock.instant().plusSeconds(7200), within(100, ChronoUnit.SECONDS));
        assertThat(stub.only().path()).isEqualTo("/oauth/token");
        assertThat(stub.only().headers().get("Authorization"))
                .isEqualTo("Basic c2FuZGJveC1jbGllbnQ6c2FuZGJveC1zZWNyZXQ=");
        assertThat(stub.only().body().split("&"))
                .containsExactlyInAnyOrder(
                        "grant_type=authorization_code",
                        "code=the+code",
                        "code_verifier=the%2Bverifier",
                        "redirect_uri=https%3A%2F%2Fus.example.test%2Fcb%3Fa%3Db");
    }

    @Test
    void refreshes() {
        // Given
        stub.answer(200, Bodies.tokens());

        // When
        Grant grant = await(calendly.refresh(REFRESH, late -> {}));

        // Then
        assertThat(grant.refreshToken().reveal()).isEqualTo("sim_rt_2");
        assertThat(stub.only().body().split("&"))
                .containsExactlyInAnyOrder(
                        "grant_type=refresh_token", "refresh_token=sim_rt_secret");
    }

    /// What was sent for it is used up: whatever else is odd, the tokens are not to be lost.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"soon\"",
                "\"7200.5\"",
                "\"\"",
                "7200.9",
                "1e300",
                "1e400",
                "-1e400",
                "1e999999999",
                "999999999999999999999999999999",
                "-1",
                "0",
                "null",
                "true",
                "[7200]",
                "{}"
            })
    void aLifeThatIsNoneCostsNoGrant(String life) {
        stub.answer(200, Bodies.tokens().replace("7200", life));

        Grant grant = await(calendly.refresh(REFRESH, late -> {}));

        assertThat(grant.refreshToken().reveal()).isEqualTo("sim_rt_2");
        assertThat(grant.expiresAt())
                .isCloseTo(clock.instant().plusSeconds(7200), within(100, ChronoUnit.SECONDS));
    }

    @ParameterizedTest
    @ValueSource(strings = {"scope", "owner", "organization", "token_type", "created_at"})
    void anyOtherFieldThatIsOddIsNotSaid(String field) {
        for (String odd : List.of("7", "[]", "{}", "null")) {
            stub.answer(
                    200,
                    Bodies.tokens()
                            .replaceFirst("(\"" + field + "\": )(\"[^\"]*\"|\\d+)", "$1" + odd));

            Grant grant = await(calendly.refresh(REFRESH, late -> {}));

            assertThat(grant.refreshToken().reveal()).isEqualTo("sim_rt_2");
            assertThat(Stream.of(grant.scope(), grant.ownerUri(), grant.organizationUri()))
                    .doesNotContain("7", "[]", "{}", "null");
        }
    }

    /// A parser of the library's own would read it as an end, and fail.
    @Test
    void anAccessTokenThatLooksLikeAnotherKindIsTakenAsItIs() {
        String odd =
                "a."
                        + Base64.getUrlEncoder().encodeToString("{\"exp\":\"x\"}".getBytes(UTF_8))
                        + ".c";
        stub.answer(
                200,
                "\ufeff"
                        + Bodies.tokens()
                                .replace("sim_at_1", odd)
                                .replace(", \"expires_in\": 7200", ""));

        Grant grant = await(calendly.refresh(REFRESH, late -> {}));

        assertThat(grant.accessToken().reveal()).isEqualTo(odd);
    }

    @Test
    void sendsARefreshOnceWhenTheReplyIsLost() {
        // Given
        stub.cut();
        stub.answer(200, Bodies.tokens());

        // When
        CalendlyFailure.Unavailable failure = unavailable(calendly.refresh(REFRESH, late -> {}));

        // Then
        assertThat(stub.seen()).hasSize(1);
        assertThat(failure.maybeProcessed()).isTrue();
    }

    @Test
    void sendsARefreshOnceWhenTheReplyTakesTooLong() {
        // Given
        stub.hang();

        // When
        CalendlyFailure.Unavailable failure = unavailable(calendly.refresh(REFRESH, late -> {}));

        // Then
        assertThat(stub.seen()).hasSize(1);
        assertThat(failure.maybeProcessed()).isTrue();
    }

    @Test
    void tellsAUsedRefreshToken() {
        // Given
        stub.answer(400, "{\"error\": \"invalid_grant\", \"error_description\": \"revoked\"}");

        // When
        var failure =
                failure(CalendlyFailure.GrantRejected.class, calendly.refresh(REFRESH, late -> {}));

        // Then
        assertThat(stub.seen()).hasSize(1);
        assertThat(failure.answer())
                .isEqualTo(new CalendlyAnswer(400, "invalid_grant", "revoked", List.of(), "req-1"));
    }

    @Test
    void doesNotRepeatARefreshOnServerErrorsOrRateLimits() {
        // Given
        stub.answer(500, "");
        stub.answer(429, "{}", Map.of("X-RateLimit-Reset", "1"));

        // When
        CalendlyFailure.Unavailable broken = unavailable(calendly.refresh(REFRESH, late -> {}));
        var limited =
                failure(CalendlyFailure.RateLimited.class, calendly.refresh(REFRESH, late -> {}));

        // Then
        assertThat(stub.seen()).hasSize(2);
        assertThat(broken.maybeProcessed()).isTrue();
        assertThat(limited.retryAfter()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void countsATokenReplyThatCannotBeReadAsLost() {
        for (String garbage : List.of("<html>", "", "[]", "{\"access_token\": \"a\"}")) {
            // Given
            breakers.resetAll();
            stub.reset();
            stub.answer(200, garbage);

            // When
            CalendlyFailure.Unavailable failure =
                    unavailable(calendly.refresh(REFRESH, late -> {}));

            // Then
            assertThat(failure.maybeProcessed()).isTrue();
            assertThat(stub.seen()).hasSize(1);
        }
    }

    @Test
    void revokesAndTakesAnUnknownTokenForRevoked() {
        // Given
        stub.answer(200, "{}");
        stub.answer(400, "{\"error\": \"invalid_grant\"}");

        // When
        await(calendly.revoke(REFRESH));
        await(calendly.revoke(ACCESS.token()));

        // Then
        assertThat(stub.seen()).extracting(StubCalendly.Seen::path).containsOnly("/oauth/revoke");
        assertThat(stub.seen().getFirst().body().split("&"))
                .containsExactlyInAnyOrder(
                        "token=sim_rt_secret",
                        "client_id=sandbox-client",
                        "client_secret=sandbox-secret");
    }

    /// The case that the OIDC client would repeat by itself: a `SocketException`.
    @Test
    void sendsARefreshOnceWhenTheConnectionIsReset() throws Exception {
        try (ResettingServer server = new ResettingServer()) {
            // Given
            TokenEndpoint endpoint = endpoint(server.url());

            // When
            CalendlyFailure.Unavailable failure =
                    unavailable(endpoint.refresh(REFRESH, late -> {}));

            // Then
            assertThat(server.requests()).isEqualTo(1);
            assertThat(failure.maybeProcessed()).isTrue();
        }
    }

    @Test
    void knowsThatARefusedConnectionSentNothing() throws Exception {
        // Given
        // A port that was free a moment ago may be somebody's by now; nobody serves this one.
        TokenEndpoint endpoint = endpoint("http://localhost:1");

        // When
        CalendlyFailure.Unavailable failure = unavailable(endpoint.refresh(REFRESH, late -> {}));

        // Then
        assertThat(failure.maybeProcessed()).isFalse();
        assertThat(failure.answer().message()).isEqualTo("no connection");
    }

    private TokenEndpoint endpoint(String url) {
        OidcClientConfig config =
                OidcClientConfig.authServerUrl(url)
                        .id("other")
                        .discoveryEnabled(false)
                        .tokenPath("/oauth/token")
                        .revokePath("/oauth/revoke")
                        .clientId("sandbox-client")
                        .credentials("sandbox-secret")
                        .connectionRetryCount(1)
                        .grant(OidcClientConfig.Grant.Type.CODE)
                        .build();
        return new TokenEndpoint(
                await(oidc.newClient(config)),
                settings,
                new ClientStanding(Clock.systemUTC()),
                Duration.ofSeconds(2),
                Clock.systemUTC());
    }
}
