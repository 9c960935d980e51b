package io.advicly.calendly.calendly.http.resilience;

import static io.advicly.calendly.calendly.Calls.ACCESS;
import static io.advicly.calendly.calendly.Calls.OWNER;
import static io.advicly.calendly.calendly.Calls.SUBSCRIPTION;
import static io.advicly.calendly.calendly.Calls.await;
import static io.advicly.calendly.calendly.Calls.failure;
import static io.advicly.calendly.calendly.Calls.list;
import static io.advicly.calendly.calendly.Calls.unavailable;
import static org.assertj.core.api.Assertions.assertThat;

import io.advicly.calendly.calendly.Account;
import io.advicly.calendly.calendly.Bodies;
import io.advicly.calendly.calendly.Calendly;
import io.advicly.calendly.calendly.CalendlyFailure;
import io.advicly.calendly.calendly.StubResource;
import io.advicly.calendly.calendly.hook.ListedSubscription;
import io.advicly.calendly.calendly.http.answer.StubCalendly;
import io.advicly.calendly.testing.ServiceResource;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.faulttolerance.api.CircuitBreakerMaintenance;
import io.smallrye.faulttolerance.api.CircuitBreakerState;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(ServiceResource.class)
@WithTestResource(StubResource.class)
class ResilienceTest {

    @SuppressWarnings("NullAway.Init") // injected by StubResource
    StubCalendly stub;

    @Inject Calendly calendly;
    @Inject MeterRegistry registry;
    @Inject Vertx vertx;
    @Inject CircuitBreakerMaintenance breakers;

    @BeforeEach
    void forget() {
        stub.reset();
        breakers.resetAll();
    }

    @Test
    void repeatsOnePageAndNotTheWholeStream() {
        // Given
        stub.answer(200, Bodies.page("next", Bodies.hook("1")));
        stub.answer(502, "");
        stub.answer(200, Bodies.page("", Bodies.hook("2")));

        // When
        List<ListedSubscription> all = list(calendly.subscriptions(ACCESS, OWNER));

        // Then
        assertThat(all)
                .extracting(it -> ((ListedSubscription.Read) it).subscription().uri())
                .containsExactly(Bodies.HOOK + "1", Bodies.HOOK + "2");
        assertThat(stub.seen()).hasSize(3);
    }

    @Test
    void neverRepeatsACreation() {
        // Given
        stub.answer(503, "");
        stub.cut();
        stub.answer(409, Bodies.error("Already Exists", "Hook with this url already exists"));

        // When
        CalendlyFailure.Unavailable refused =
                unavailable(calendly.createSubscription(ACCESS, SUBSCRIPTION));
        CalendlyFailure.Unavailable lost =
                unavailable(calendly.createSubscription(ACCESS, SUBSCRIPTION));
        var exists =
                failure(
                        CalendlyFailure.AlreadyExists.class,
                        calendly.createSubscription(ACCESS, SUBSCRIPTION));

        // Then
        assertThat(stub.seen()).hasSize(3);
        assertThat(refused.maybeProcessed()).isFalse();
        assertThat(lost.maybeProcessed()).isTrue();
        assertThat(exists.answer().message()).isEqualTo("Hook with this url already exists");
    }

    @Test
    void repeatsReadingTwiceAndThenGivesUp() {
        // Given
        stub.answer(500, "");
        stub.cut();
        stub.answer(200, "<html>");
        stub.answer(200, Bodies.me());

        // When
        unavailable(calendly.account(ACCESS));

        // Then
        assertThat(stub.seen()).hasSize(3);
    }

    @Test
    void waitsForARateLimitThatResetsSoon() {
        // Given
        stub.answer(429, "{}", Map.of("X-RateLimit-Reset", "1"));
        stub.answer(200, Bodies.me());

        // When
        Account account = await(calendly.account(ACCESS));

        // Then
        assertThat(account.uri()).isEqualTo(Bodies.USER);
        assertThat(stub.seen()).hasSize(2);
    }

    @Test
    void leavesALongRateLimitToTheCaller() {
        // Given
        stub.answer(429, "{}", Map.of("X-RateLimit-Reset", "30"));

        // When
        var limited = failure(CalendlyFailure.RateLimited.class, calendly.account(ACCESS));

        // Then
        assertThat(limited.retryAfter()).isEqualTo(Duration.ofSeconds(30));
        assertThat(stub.seen()).hasSize(1);
    }

    @Test
    void endsACallThatHangsAfterItsTime() {
        // Given
        stub.hang();

        // When
        CalendlyFailure.Unavailable failure = unavailable(calendly.account(ACCESS));

        // Then
        assertThat(failure.answer().message()).isEqualTo("no answer in time");
        assertThat(stub.seen()).hasSize(1);
    }

    @Test
    void stopsCallingAHostThatIsDownAndOnlyThat() {
        // Given
        breakOpen();

        // When
        CalendlyFailure.Unavailable stopped = unavailable(calendly.account(ACCESS));

        // Then
        assertThat(stopped.maybeProcessed()).isFalse();
        assertThat(stub.seen()).hasSize(4);
        assertThat(breakers.currentState(CalendlyWiring.API_BREAKER))
                .isEqualTo(CircuitBreakerState.OPEN);
        assertThat(breakers.currentState(CalendlyWiring.AUTH_BREAKER))
                .isEqualTo(CircuitBreakerState.CLOSED);
    }

    @Test
    void doesNotHoldRefusalsAgainstTheHost() {
        // Given
        List<Integer> refusals = List.of(400, 401, 403, 404, 409, 429, 401, 403);
        refusals.forEach(status -> stub.answer(status, Bodies.error("t", "m")));

        // When
        refusals.forEach(_ ->
                failure(CalendlyFailure.class, calendly.createSubscription(ACCESS, SUBSCRIPTION)));

        // Then
        assertThat(stub.seen()).hasSameSizeAs(refusals);
        assertThat(breakers.currentState(CalendlyWiring.API_BREAKER))
                .isEqualTo(CircuitBreakerState.CLOSED);
    }

    /// An edge that does not like what one call holds says nothing about the host.
    @Test
    void doesNotHoldWhatAnEdgeRefusesAgainstTheHost() {
        // Given
        List<Integer> refusals = List.of(400, 403, 403, 404, 413, 431, 403, 400);
        refusals.forEach(status -> stub.answer(status, ""));

        // When
        refusals.forEach(_ -> unavailable(calendly.createSubscription(ACCESS, SUBSCRIPTION)));

        // Then
        assertThat(stub.seen()).hasSameSizeAs(refusals);
        assertThat(breakers.currentState(CalendlyWiring.API_BREAKER))
                .isEqualTo(CircuitBreakerState.CLOSED);
    }

    @Test
    @SuppressWarnings("ReferenceEquality") // the very same context is meant
    void answersOnTheContextItWasCalledOn() {
        // Given
        stub.answer(500, "");
        stub.answer(200, Bodies.page("next", Bodies.hook("1")));
        stub.hang();
        Context context = vertx.getOrCreateContext();
        CompletableFuture<Boolean> same = new CompletableFuture<>();

        // When
        context.runOnContext(_ ->
                calendly.subscriptions(ACCESS, OWNER)
                        .collect()
                        .asList()
                        .subscribe()
                        .with(
                                _ -> same.complete(false),
                                _ -> same.complete(Vertx.currentContext() == context)));

        // Then
        assertThat(same).succeedsWithin(Duration.ofSeconds(60)).isEqualTo(true);
        assertThat(stub.seen()).hasSize(3);
    }

    @Test
    void countsEveryAttempt() {
        // Given
        stub.answer(500, "");
        stub.answer(200, Bodies.me());
        long failedBefore = attempts("unavailable");
        long goodBefore = attempts("ok");

        // When
        await(calendly.account(ACCESS));

        // Then
        assertThat(attempts("unavailable") - failedBefore).isEqualTo(1);
        assertThat(attempts("ok") - goodBefore).isEqualTo(1);
    }

    private long attempts(String outcome) {
        return registry.timer(
                        "calendly.client.calls", "operation", "get_account", "outcome", outcome)
                .count();
    }

    private void breakOpen() {
        for (int i = 0; i < 4; i++) {
            stub.answer(500, "");
            unavailable(calendly.createSubscription(ACCESS, SUBSCRIPTION));
        }
    }
}
