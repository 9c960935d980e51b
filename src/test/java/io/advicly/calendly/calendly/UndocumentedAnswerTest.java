package io.advicly.calendly.calendly;

import static io.advicly.calendly.calendly.Calls.ACCESS;
import static io.advicly.calendly.calendly.Calls.OWNER;
import static io.advicly.calendly.calendly.Calls.REFRESH;
import static io.advicly.calendly.calendly.Calls.SUBSCRIPTION;
import static io.advicly.calendly.calendly.Calls.await;
import static io.advicly.calendly.calendly.Calls.failure;
import static io.advicly.calendly.calendly.Calls.unavailable;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.advicly.calendly.calendly.event.EventQuery;
import io.advicly.calendly.calendly.http.answer.StubCalendly;
import io.advicly.calendly.security.cipher.SecretString;
import io.advicly.calendly.testing.ServiceResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.faulttolerance.api.CircuitBreakerMaintenance;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A call has succeeded only where Calendly answers as it documents for that call. Whatever else is
/// no error (a login page to be led to, an edge's page, nothing at all) is tried again.
@QuarkusTest
@WithTestResource(ServiceResource.class)
@WithTestResource(StubResource.class)
class UndocumentedAnswerTest {

    private static final Map<String, String> PAGE =
            Map.of("content-type", "text/html", "location", "https://login.example.test/");
    private static final String HTML = "<html>Checking your browser</html>";
    private static final String EVENT_URI = "https://api.calendly.com/scheduled_events/E1";
    static final String EVENT =
            """
            {"uri": "%s", "name": "Intro", "status": "active",
             "start_time": "2026-02-04T13:00:00.000000Z", "end_time": "2026-02-04T13:30:00.000000Z",
             "event_memberships": [], "updated_at": "2026-02-01T09:30:00.150000Z"}\
            """
                    .formatted(EVENT_URI);

    private static final String INVITEE =
            """
            {"uri": "%s/invitees/I1", "event": "%s", "status": "active",
             "created_at": "2026-02-01T09:30:00.150000Z", "updated_at": "2026-02-01T09:30:00.150000Z"}\
            """
                    .formatted(EVENT_URI, EVENT_URI);

    /// More than any call is repeated.
    private static final int OFTEN = 20;

    @SuppressWarnings("NullAway.Init") // injected by StubResource
    StubCalendly stub;

    @Inject Calendly calendly;
    @Inject CircuitBreakerMaintenance breakers;

    @BeforeEach
    void forget() {
        stub.reset();
        breakers.resetAll();
    }

    /// Every call that Calendly answers with a body, and a body that it could answer with.
    enum Call {
        GET_ACCOUNT(Bodies.me()) {
            @Override
            Uni<?> make(Calendly calendly) {
                return calendly.account(ACCESS);
            }
        },
        LIST_SUBSCRIPTIONS(Bodies.page("", Bodies.hook("1"))) {
            @Override
            Uni<?> make(Calendly calendly) {
                return calendly.subscriptions(ACCESS, OWNER).collect().asList();
            }
        },
        CREATE_SUBSCRIPTION(Bodies.resource(Bodies.hook("1"))) {
            @Override
            Uni<?> make(Calendly calendly) {
                return calendly.createSubscription(ACCESS, SUBSCRIPTION);
            }
        },
        GET_SUBSCRIPTION(Bodies.resource(Bodies.hook("1"))) {
            @Override
            Uni<?> make(Calendly calendly) {
                return calendly.subscription(ACCESS, Bodies.HOOK + "1");
            }
        },
        LIST_EVENTS(Bodies.page("", EVENT)) {
            @Override
            Uni<?> make(Calendly calendly) {
                Instant from = Instant.parse("2026-01-01T00:00:00Z");
                return calendly.scheduledEvents(
                        ACCESS,
                        new EventQuery(
                                Bodies.ORGANIZATION, Bodies.USER, from, from.plusSeconds(86_400)),
                        null);
            }
        },
        GET_EVENT(Bodies.resource(EVENT)) {
            @Override
            Uni<?> make(Calendly calendly) {
                return calendly.scheduledEvent(ACCESS, EVENT_URI);
            }
        },
        LIST_INVITEES(Bodies.page("")) {
            @Override
            Uni<?> make(Calendly calendly) {
                return calendly.inviteePages(ACCESS, EVENT_URI).collect().asList();
            }
        },
        REFRESH_GRANT(Bodies.tokens()) {
            @Override
            Uni<?> make(Calendly calendly) {
                return calendly.refresh(REFRESH, late -> {});
            }
        },
        EXCHANGE_CODE(Bodies.tokens()) {
            @Override
            Uni<?> make(Calendly calendly) {
                return calendly.exchangeCode(
                        new CodeExchange(
                                SecretString.of("code"),
                                SecretString.of("verifier"),
                                URI.create("https://us.example.test/cb")),
                        late -> {});
            }
        };

        private final String body;

        Call(String body) {
            this.body = body;
        }

        String body() {
            return body;
        }

        abstract Uni<?> make(Calendly calendly);
    }

    @ParameterizedTest
    @EnumSource
    void isASuccessAsDocumented(Call call) {
        stub.answer(call == Call.CREATE_SUBSCRIPTION ? 201 : 200, call.body);

        assertThat((Object) await(call.make(calendly))).isNotNull();
    }

    /// A grant would be lost: what was sent for it is used up.
    @ParameterizedTest
    @EnumSource
    void isASuccessWhereItIsPackedThoughNobodyAskedForThat(Call call) throws IOException {
        stub.answer(
                call == Call.CREATE_SUBSCRIPTION ? 201 : 200,
                Packed.gzip(call.body.getBytes(UTF_8)),
                Map.of("content-encoding", "gzip"));

        assertThat((Object) await(call.make(calendly))).isNotNull();
    }

    @Test
    void isARefusalWhereItIsPacked() throws IOException {
        stub.answer(
                404,
                Packed.gzip(Bodies.error("Resource Not Found", "None.").getBytes(UTF_8)),
                Map.of("content-encoding", "gzip"));

        failure(CalendlyFailure.NotFound.class, calendly.scheduledEvent(ACCESS, EVENT_URI));
    }

    @ParameterizedTest
    @EnumSource
    void isNoSuccessByAnotherStatusWhateverTheBodySays(Call call) {
        boolean grants = call == Call.REFRESH_GRANT || call == Call.EXCHANGE_CODE;
        int[] some = grants ? new int[] {302, 303, 307} : new int[] {202, 203, 302, 303, 307};
        for (int status : some) {
            assertNoSuccess(call, status, call.body, Map.of("location", "/elsewhere"));
        }
    }

    /// What was sent for it is used up, and nobody else has it.
    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202, 203, 206, 299})
    void aWholeGrantIsOneByWhateverSuccess(int status) {
        for (Call call : List.of(Call.REFRESH_GRANT, Call.EXCHANGE_CODE)) {
            stub.answer(status, call.body);

            assertThat((Object) await(call.make(calendly))).as("%s %d", call, status).isNotNull();
        }
    }

    /// Records count; what the list says about its end does not.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"next_page_token\": 7}",
                "{\"next_page_token\": {}}",
                "{\"next_page_token\": true}",
                "{\"next_page_token\": \"\"}",
                "{\"next_page_token\": \"%s\"}",
                "[]",
                "\"next\"",
                "7"
            })
    void anOddPageTokenCostsNoRecord(String pagination) {
        String odd = pagination.formatted("x".repeat(5_000));
        for (Call call : List.of(Call.LIST_EVENTS, Call.LIST_INVITEES)) {
            forget();
            String page = call == Call.LIST_EVENTS ? EVENT : INVITEE;
            stub.answer(200, "{\"collection\": [%s], \"pagination\": %s}".formatted(page, odd));

            Object told = await(call.make(calendly));

            assertThat(String.valueOf(told)).as("%s %s", call, pagination).contains("/E1");
            assertThat(stub.seen()).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void isNoSuccessByAPageARedirectOrNothing(Call call) {
        assertNoSuccess(call, 200, HTML, PAGE);
        assertNoSuccess(call, 302, HTML, PAGE);
        assertNoSuccess(call, 204, "", Map.of());
        assertNoSuccess(call, 200, "", Map.of());
        assertNoSuccess(call, 200, "{}", Map.of());
        assertNoSuccess(call, 200, "[]", Map.of());
    }

    private void assertNoSuccess(Call call, int status, String body, Map<String, String> headers) {
        forget();
        answer(status, body, headers);

        CalendlyFailure.Unavailable failure = unavailable(call.make(calendly));

        assertThat(failure.maybeProcessed()).as("%s answered %d %s", call, status, body).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "200, ''",
        "200, {}",
        "202, ''",
        "302, ''",
        "302, " + HTML,
        "303, ''",
        "200, " + HTML
    })
    void isNoDeletion(int status, String body) {
        answer(status, body, PAGE);

        CalendlyFailure.Unavailable failure =
                unavailable(calendly.deleteSubscription(ACCESS, Bodies.HOOK + "1"));

        assertThat(failure.maybeProcessed()).isTrue();
    }

    @Test
    void isADeletionWhereItIsGoneForGood() {
        stub.answer(410, Bodies.error("Gone", "It is no more."));

        await(calendly.deleteSubscription(ACCESS, Bodies.HOOK + "1"));

        assertThat(stub.seen()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "202, {}",
        "302, ''",
        "302, " + HTML,
        "303, {}",
        "200, " + HTML,
        "200, []",
        "200, '{\"error\":\"invalid_client\"}'"
    })
    void isNoRevocation(int status, String body) {
        answer(status, body, PAGE);

        unavailable(calendly.revoke(REFRESH));
    }

    @ParameterizedTest
    @CsvSource({"''", "{}"})
    void isARevocationAsDocumented(String body) {
        stub.answer(200, body);

        await(calendly.revoke(REFRESH));

        assertThat(stub.seen()).hasSize(1);
    }

    private void answer(int status, String body, Map<String, String> headers) {
        for (int i = 0; i < OFTEN; i++) {
            stub.answer(status, body, headers);
        }
    }
}
