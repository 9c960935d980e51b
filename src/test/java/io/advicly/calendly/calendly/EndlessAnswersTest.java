package io.advicly.calendly.calendly;

import static io.advicly.calendly.calendly.Calls.ACCESS;
import static io.advicly.calendly.calendly.Calls.OWNER;
import static io.advicly.calendly.calendly.Calls.REFRESH;
import static io.advicly.calendly.calendly.Calls.await;
import static io.advicly.calendly.calendly.Calls.unavailable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.advicly.calendly.calendly.http.answer.StubCalendly;
import io.advicly.calendly.testing.ServiceResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.faulttolerance.api.CircuitBreakerMaintenance;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// An answer without end is given up before it fills the memory, and counts as none.
@QuarkusTest
@WithTestResource(ServiceResource.class)
@WithTestResource(StubResource.class)
class EndlessAnswersTest {

    /// What an answer may be, and what lies on its way.
    private static final long MOST_TAKEN = 24L << 20;

    private static final long FAR_TOO_MUCH = 96L << 20;

    @SuppressWarnings("NullAway.Init") // injected by StubResource
    StubCalendly stub;

    @Inject Calendly calendly;
    @Inject CircuitBreakerMaintenance breakers;

    @BeforeEach
    void forget() {
        stub.reset();
        breakers.resetAll();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anAnswerOfTheApiHasAnEnd(boolean saysSo) {
        for (int i = 0; i < 3; i++) {
            stub.pour(Bodies.me(), FAR_TOO_MUCH, saysSo);
        }

        CalendlyFailure.Unavailable failure = unavailable(calendly.account(ACCESS));

        assertThat(failure.answer().message()).contains("larger");
        assertThat(stub.poured()).isLessThan(3 * MOST_TAKEN);
        await().untilAsserted(() -> assertThat(stub.hanging()).isZero());
        stub.reset();
        stub.answer(200, Bodies.me());
        assertThat(await(calendly.account(ACCESS))).isNotNull();
    }

    /// It is not sent again, and may have been carried out.
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anAnswerToACreationHasAnEnd(boolean saysSo) {
        stub.pour(Bodies.resource(Bodies.hook("1")), FAR_TOO_MUCH, saysSo);

        CalendlyFailure.Unavailable failure =
                unavailable(calendly.createSubscription(ACCESS, Calls.SUBSCRIPTION));

        assertThat(failure.maybeProcessed()).isTrue();
        assertThat(stub.poured()).isLessThan(MOST_TAKEN);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anAnswerOfTheTokenEndpointHasAnEnd(boolean saysSo) {
        stub.pour(Bodies.tokens(), FAR_TOO_MUCH, saysSo);

        CalendlyFailure.Unavailable failure = unavailable(calendly.refresh(REFRESH, late -> {}));

        assertThat(failure.maybeProcessed()).isTrue();
        assertThat(stub.poured()).isLessThan(MOST_TAKEN);
    }

    @Test
    void anAnswerToARevocationHasAnEnd() {
        for (int i = 0; i < 3; i++) {
            stub.pour("{}".replace("}", "\"a\": 1}"), FAR_TOO_MUCH, false);
        }

        unavailable(calendly.revoke(REFRESH));

        assertThat(stub.poured()).isLessThan(3 * MOST_TAKEN);
    }

    /// What is small as it comes may be large once it is read.
    @Test
    void anAnswerOfNothingButBracketsIsNone() {
        String brackets = "[" + "[],".repeat(1_000_000) + "[]]";
        for (int i = 0; i < 3; i++) {
            stub.answer(
                    200, Bodies.me().strip().replaceFirst("}$", ", \"odd\": " + brackets + "}"));
        }

        unavailable(calendly.account(ACCESS));
    }

    /// A page of a hundred long records is no such answer.
    @Test
    void aLongPageIsRead() {
        String[] hooks = new String[100];
        for (int i = 0; i < hooks.length; i++) {
            hooks[i] =
                    Bodies.hook(String.valueOf(i))
                            .strip()
                            .replaceFirst("}$", ", \"note\": \"" + "y".repeat(50_000) + "\"}");
        }
        stub.answer(200, Bodies.page("", hooks));

        assertThat(Calls.list(calendly.subscriptions(ACCESS, OWNER))).hasSize(100);
    }

    /// Else one record would cost all that are listed with it.
    @Test
    void aPageThatIsTooLargeIsAskedForWithFewerRecords() {
        stub.pour(Bodies.page("next", Bodies.hook("1")), FAR_TOO_MUCH, true);
        stub.answer(200, Bodies.page("", Bodies.hook("1"), Bodies.hook("2")));

        assertThat(Calls.list(calendly.subscriptions(ACCESS, OWNER))).hasSize(2);

        assertThat(stub.seen()).hasSize(2);
        assertThat(stub.seen().getFirst().query().get("count")).isEqualTo("100");
        assertThat(stub.seen().getLast().query().get("count")).isEqualTo("10");
    }

    /// Which one is too large by itself cannot be told, nor passed by.
    @Test
    void aRecordThatIsTooLargeByItselfIsGivenUp() {
        for (int i = 0; i < 20; i++) {
            stub.pour(Bodies.page("next", Bodies.hook("1")), FAR_TOO_MUCH, true);
        }

        CalendlyFailure.Unavailable failure =
                unavailable(calendly.subscriptions(ACCESS, OWNER).collect().asList());

        assertThat(failure.answer().message()).contains("larger");
        assertThat(stub.seen())
                .extracting(it -> it.query().get("count"))
                .contains("100", "10", "1");
    }
}
