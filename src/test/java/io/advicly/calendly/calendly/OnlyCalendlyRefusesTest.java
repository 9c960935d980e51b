package io.advicly.calendly.calendly;

import static io.advicly.calendly.calendly.Calls.ACCESS;
import static io.advicly.calendly.calendly.Calls.REFRESH;
import static io.advicly.calendly.calendly.Calls.await;
import static io.advicly.calendly.calendly.Calls.unavailable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.advicly.calendly.calendly.event.ScheduledEvent;
import io.advicly.calendly.calendly.http.answer.StubCalendly;
import io.advicly.calendly.platform.failure.TryAgain;
import io.advicly.calendly.testing.ServiceResource;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.faulttolerance.api.CircuitBreakerMaintenance;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A refusal is what Calendly's own JSON says, in the words that the host documents. Whatever else
/// has the status of one was said by something before Calendly, and is tried again; a record that
/// cannot be read is no fault of Calendly's either.
@QuarkusTest
@WithTestResource(ServiceResource.class)
@WithTestResource(StubResource.class)
class OnlyCalendlyRefusesTest {

    private static final Map<String, String> TEXT = Map.of("content-type", "text/plain");
    private static final Map<String, String> HTML = Map.of("content-type", "text/html");
    private static final Map<String, String> JSON = Map.of();
    private static final String OF_API = Bodies.error("Permission Denied", "Unauthorized");
    private static final String OF_OAUTH =
            "{\"error\": \"invalid_grant\", \"error_description\": \"revoked\"}";

    /// More than any call is repeated.
    private static final int OFTEN = 6;

    @SuppressWarnings("NullAway.Init") // injected by StubResource
    StubCalendly stub;

    @Inject Calendly calendly;
    @Inject MeterRegistry registry;
    @Inject CircuitBreakerMaintenance breakers;

    @BeforeEach
    void forget() {
        stub.reset();
        breakers.resetAll();
    }

    @ParameterizedTest
    @EnumSource
    void readsARefusalOutOfNothingElse(UndocumentedAnswerTest.Call call) {
        boolean ofTokens =
                call == UndocumentedAnswerTest.Call.REFRESH_GRANT
                        || call == UndocumentedAnswerTest.Call.EXCHANGE_CODE;
        String own = ofTokens ? OF_OAUTH : OF_API;
        for (int status : ofTokens ? new int[] {400, 401} : new int[] {403, 404}) {
            assertNoRefusal(status, own, TEXT, call.make(calendly));
            assertNoRefusal(status, own, HTML, call.make(calendly));
            assertNoRefusal(status, ofTokens ? OF_API : OF_OAUTH, JSON, call.make(calendly));
            assertNoRefusal(status, own.substring(0, own.length() - 4), JSON, call.make(calendly));
            assertNoRefusal(status, "{\"message\": \"Forbidden\"}", JSON, call.make(calendly));
            assertNoRefusal(status, "{}", JSON, call.make(calendly));
        }
    }

    @ParameterizedTest
    @EnumSource
    void readsASuccessOutOfJsonOnly(UndocumentedAnswerTest.Call call) {
        String good = call.body();
        assertNoSuccess(good, TEXT, call.make(calendly));
        assertNoSuccess(good, HTML, call.make(calendly));
        assertNoSuccess(good.substring(0, good.length() / 2), JSON, call.make(calendly));
        assertNoSuccess(good + good, JSON, call.make(calendly));
        assertNoSuccess("{\"resources\": {}, \"collection\": {}}", JSON, call.make(calendly));
    }

    @Test
    void deletesNothingByAnythingElse() {
        Uni<Void> delete = calendly.deleteSubscription(ACCESS, Bodies.HOOK + "1");
        for (int status : new int[] {401, 403, 404, 410}) {
            assertNoRefusal(status, OF_API, HTML, delete);
            assertNoRefusal(status, OF_API, TEXT, delete);
            assertNoRefusal(status, "{}", JSON, delete);
            assertNoRefusal(status, "{\"message\": \"Not Found\"}", JSON, delete);
        }
    }

    /// What is taken for refused or revoked has its tokens erased, whether or not they still live.
    @Test
    void revokesNothingByAnythingElse() {
        Uni<Void> revoke = calendly.revoke(REFRESH);
        for (int status : new int[] {400, 401, 403, 404}) {
            assertNoRefusal(status, OF_OAUTH, HTML, revoke);
            assertNoRefusal(status, OF_OAUTH, TEXT, revoke);
            assertNoRefusal(status, OF_API, JSON, revoke);
            assertNoRefusal(status, "{}", JSON, revoke);
        }
        assertNoSuccess("{}", HTML, revoke);
        assertNoSuccess("{", JSON, revoke);
    }

    @ParameterizedTest
    @ValueSource(strings = {"end_time", "start_time", "uri", "status", "updated_at"})
    void countsARecordThatCannotBeReadAndHoldsItAgainstNobody(String field) {
        String odd =
                UndocumentedAnswerTest.EVENT.replaceFirst(
                        '"' + field + "\": \"[^\"]*\"", '"' + field + "\": {}");
        for (int i = 0; i < OFTEN; i++) {
            stub.answer(200, Bodies.resource(odd));
        }
        double before = leftOut("get_event", field);
        for (int i = 0; i < OFTEN; i++) {
            Throwable failure = catchThrowable(() -> await(event()));
            assertThat(failure)
                    .isInstanceOf(TryAgain.class)
                    .isNotInstanceOf(CalendlyFailure.Unavailable.class)
                    .hasMessageContaining(field);
        }
        assertThat(stub.seen()).as("asked once each, none is repeated at once").hasSize(OFTEN);
        assertThat(leftOut("get_event", field) - before).isEqualTo(OFTEN);
        stub.answer(200, Bodies.resource(UndocumentedAnswerTest.EVENT));
        assertThat(await(event()).active()).as("the breaker has not opened").isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "7", "[]", "\"gone\"", "{}"})
    void holdsARecordThatIsNoneAgainstNobody(String odd) {
        for (int i = 0; i < OFTEN; i++) {
            stub.answer(200, Bodies.resource(odd));
        }
        for (int i = 0; i < OFTEN; i++) {
            assertThat(catchThrowable(() -> await(event())))
                    .isInstanceOf(CalendlyFailure.Unreadable.class);
        }
        stub.answer(200, Bodies.resource(UndocumentedAnswerTest.EVENT));
        assertThat(await(event()).active()).as("the breaker has not opened").isTrue();
    }

    @Test
    void losesOnlyTheFieldThatItCanDoWithout() {
        stub.answer(
                200, Bodies.me().replace("\"Europe/Paris\"", "{}").replace("\"Ada Host\"", "[7]"));
        Account account = await(calendly.account(ACCESS));
        assertThat(account.uri()).isEqualTo(Bodies.USER);
        assertThat(account.timezone()).isNull();
        assertThat(account.name()).isNull();
        assertThat(account.email()).isEqualTo("ada@example.test");
    }

    @Test
    void losesOnlyTheMembershipThatCannotBeRead() {
        double before = leftOut("get_event", "event_memberships.user");
        stub.answer(
                200,
                Bodies.resource(
                        UndocumentedAnswerTest.EVENT.replace(
                                "\"event_memberships\": []",
                                "\"event_memberships\": [{\"user\": {}}, 7, null, {\"user\": null},"
                                        + " {\"user\": \"u\", \"user_name\": 7}]")));
        ScheduledEvent event = await(event());
        assertThat(event.allHosts()).as("the others are hosts, too").isFalse();
        assertThat(event.hosts()).isEqualTo(List.of(new ScheduledEvent.Host("u", null, null)));
        assertThat(leftOut("get_event", "event_memberships.user") - before).isEqualTo(4);
    }

    /// Neither healthy nor disabled.
    @Test
    void readsNoStateThatIsNotKnownOutOfASubscription() {
        for (int i = 0; i < OFTEN; i++) {
            stub.answer(200, Bodies.resource(Bodies.hook("1").replace("\"active\"", "\"paused\"")));
        }
        Throwable failure =
                catchThrowable(() -> await(calendly.subscription(ACCESS, Bodies.HOOK + "1")));
        assertThat(failure)
                .isInstanceOf(TryAgain.class)
                .isNotInstanceOf(CalendlyFailure.Unavailable.class)
                .hasMessageContaining("state");
    }

    private Uni<ScheduledEvent> event() {
        return calendly.scheduledEvent(ACCESS, "https://api.calendly.com/scheduled_events/E1");
    }

    private double leftOut(String operation, String field) {
        return registry
                .find("calendly.client.left.out")
                .tag("operation", operation)
                .tag("field", field)
                .counters()
                .stream()
                .mapToDouble(it -> it.count())
                .sum();
    }

    private void assertNoRefusal(
            int status, String body, Map<String, String> headers, Uni<?> call) {
        forget();
        answer(status, body, headers);
        assertThat(unavailable(call).maybeProcessed())
                .as("%d %s %s", status, headers, body)
                .isFalse();
    }

    private void assertNoSuccess(String body, Map<String, String> headers, Uni<?> call) {
        forget();
        answer(200, body, headers);
        assertThat(unavailable(call).maybeProcessed()).as("%s %s", headers, body).isTrue();
    }

    private void answer(int status, String body, Map<String, String> headers) {
        for (int i = 0; i < OFTEN; i++) {
            stub.answer(status, body, headers);
        }
    }
}
