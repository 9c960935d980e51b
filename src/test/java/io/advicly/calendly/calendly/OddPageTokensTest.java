package io.advicly.calendly.calendly;

import static io.advicly.calendly.calendly.Calls.ACCESS;
import static io.advicly.calendly.calendly.Calls.OWNER;
import static io.advicly.calendly.calendly.Calls.await;
import static io.advicly.calendly.calendly.Calls.list;
import static org.assertj.core.api.Assertions.assertThat;

import io.advicly.calendly.calendly.http.answer.StubCalendly;
import io.advicly.calendly.testing.ServiceResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.faulttolerance.api.CircuitBreakerMaintenance;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A page token is Calendly's own: whatever it is made of, it goes back as it came.
@QuarkusTest
@WithTestResource(ServiceResource.class)
@WithTestResource(StubResource.class)
class OddPageTokensTest {

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
    @ValueSource(
            strings = {
                "a+b/c==", "a b", "a%2Bb", "%", "100%25", "{x}", "{", "a&b=c", "#a", "?a;b", "ü€😀",
                "~!*'()"
            })
    void aPageTokenGoesBackAsItCame(String token) {
        stub.answer(200, Bodies.page(token, Bodies.hook("1")));
        stub.answer(200, Bodies.page("", Bodies.hook("2")));

        assertThat(list(calendly.subscriptions(ACCESS, OWNER))).hasSize(2);

        assertThat(stub.seen()).hasSize(2);
        assertThat(stub.seen().getLast().query().getAll("page_token")).containsExactly(token);
    }

    /// A look-alike may leave it out: then nobody knows whether this is all.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | 1",
                ", \"pagination\": null | 1",
                ", \"pagination\": {\"next_page_token\": \"\"} | 1",
                ", \"pagination\": {\"next_page_token\": 7} | 1",
                ", \"pagination\": {\"next_page_token\": null} | 0"
            })
    void aListOfInviteesThatDoesNotSayThatItEndsIsNotWhole(String pagination, int doubts) {
        stub.answer(200, "{\"collection\": []" + pagination + "}");
        Access access = Access.with(ACCESS.token());

        var _ =
                await(
                        calendly.inviteePages(access, "https://api.calendly.com/scheduled_events/E")
                                .collect()
                                .asList());

        assertThat(access.unread().doubts()).isEqualTo(doubts);
    }
}
