package io.advicly.calendly.calendly.http.token;

import static io.advicly.calendly.calendly.Calls.await;
import static io.advicly.calendly.calendly.Calls.unavailable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.advicly.calendly.calendly.Bodies;
import io.advicly.calendly.calendly.CalendlyFailure;
import io.advicly.calendly.calendly.Grant;
import io.advicly.calendly.calendly.StubResource;
import io.advicly.calendly.calendly.http.answer.StubCalendly;
import io.advicly.calendly.calendly.settings.CalendlySettings;
import io.advicly.calendly.security.cipher.SecretString;
import io.advicly.calendly.testing.ServiceResource;
import io.quarkus.oidc.client.OidcClients;
import io.quarkus.oidc.client.runtime.OidcClientConfig;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// An OAuth host that takes calls and answers none, or never ends its answers: once it is well
/// again, so are we.
@QuarkusTest
@WithTestResource(ServiceResource.class)
@WithTestResource(StubResource.class)
class HangingTokenCallsTest {

    private static final int CONNECTIONS = 2;

    @SuppressWarnings("NullAway.Init") // injected by StubResource
    StubCalendly stub;

    @Inject CalendlySettings settings;
    @Inject OidcClients oidc;

    @BeforeEach
    void forget() {
        stub.reset();
    }

    /// Each keeps one of few connections, and who waits for one is told that there is none.
    @Test
    void callsThatHangLeaveTheirConnectionsToOthers() {
        TokenEndpoint endpoint = endpoint(CONNECTIONS, Duration.ofSeconds(1));
        for (int i = 0; i < CONNECTIONS; i++) {
            stub.hang();
            unavailable(endpoint.refresh(token("hangs"), late -> {}));
        }
        stub.answer(200, Bodies.tokens());

        await().ignoreExceptionsInstanceOf(CalendlyFailure.class)
                .until(() -> await(endpoint.refresh(token("good"), late -> {})), it -> true);
    }

    /// A refresh token is used up by being sent, and what is answered to nobody is lost.
    @Test
    void aCallThatNobodyAwaitsAnyMoreIsNotSent() {
        TokenEndpoint endpoint = endpoint(1, Duration.ofMinutes(1));
        stub.hang();
        unavailable(endpoint.refresh(token("hangs"), late -> {}));
        CompletableFuture<Grant> late = new CompletableFuture<>();
        CalendlyFailure.Unavailable waited =
                unavailable(endpoint.refresh(token("waits"), it -> tell(it, late)));
        assertThat(waited.maybeProcessed()).isFalse();
        await().until(late::isDone);

        for (int i = 0; i < 2; i++) {
            stub.answer(200, Bodies.tokens());
        }
        stub.cutHanging();

        assertThat(await(endpoint.refresh(token("good"), it -> {}))).isNotNull();
        assertThat(stub.seen())
                .extracting(StubCalendly.Seen::body)
                .noneMatch(it -> it.contains("waits"))
                .anyMatch(it -> it.contains("good"));
    }

    private static void tell(Uni<Grant> answer, CompletableFuture<Grant> told) {
        answer.subscribe().with(told::complete, told::completeExceptionally);
    }

    private static SecretString token(String what) {
        return SecretString.of(what);
    }

    private TokenEndpoint endpoint(int connections, Duration late) {
        OidcClientConfig config =
                OidcClientConfig.authServerUrl(stub.url())
                        .id("hanging-" + connections)
                        .discoveryEnabled(false)
                        .tokenPath("/oauth/token")
                        .revokePath("/oauth/revoke")
                        .clientId("sandbox-client")
                        .credentials("sandbox-secret")
                        .connectionRetryCount(1)
                        .maxPoolSize(connections)
                        .grant(OidcClientConfig.Grant.Type.CODE)
                        .build();
        return new TokenEndpoint(
                await(oidc.newClient(config)),
                settings,
                new ClientStanding(Clock.systemUTC()),
                Duration.ofSeconds(2),
                late,
                Clock.systemUTC());
    }
}
