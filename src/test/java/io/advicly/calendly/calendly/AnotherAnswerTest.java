package io.advicly.calendly.calendly;

import static io.advicly.calendly.calendly.Calls.ACCESS;
import static io.advicly.calendly.calendly.Calls.await;
import static io.advicly.calendly.calendly.Calls.failure;
import static io.advicly.calendly.calendly.Calls.list;
import static org.assertj.core.api.Assertions.assertThat;

import io.advicly.calendly.calendly.event.Invitee;
import io.advicly.calendly.calendly.http.answer.StubCalendly;
import io.advicly.calendly.testing.ServiceResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.faulttolerance.api.CircuitBreakerMaintenance;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What is answered is about something else than what was asked for, as a cache may do: nobody's
/// guests become another event's.
@QuarkusTest
@WithTestResource(ServiceResource.class)
@WithTestResource(StubResource.class)
class AnotherAnswerTest {

    private static final String ASKED = "https://api.calendly.com/scheduled_events/ASKED";
    private static final String OTHER = "https://api.calendly.com/scheduled_events/OTHER";

    @SuppressWarnings("NullAway.Init") // injected by StubResource
    StubCalendly stub;

    @Inject Calendly calendly;
    @Inject CircuitBreakerMaintenance breakers;

    @BeforeEach
    void forget() {
        stub.reset();
        breakers.resetAll();
    }

    @Test
    void anotherEventIsNoAnswer() {
        stub.answer(200, Bodies.resource(event(OTHER)));

        failure(CalendlyFailure.Unreadable.class, calendly.scheduledEvent(ACCESS, ASKED));
    }

    @Test
    void theSameEventByAnotherHostsNameIs() {
        stub.answer(200, Bodies.resource(event(ASKED.replace("api.", "www."))));

        assertThat(await(calendly.scheduledEvent(ACCESS, ASKED)).active()).isTrue();
    }

    @Test
    void anotherEventsInviteesAreLeftOut() {
        Access access = Access.with(ACCESS.token());
        stub.answer(
                200,
                Bodies.page("", invitee("1", ASKED), invitee("2", OTHER), invitee("3", ASKED)));

        assertThat(list(calendly.inviteePages(access, ASKED)).getFirst())
                .extracting(Invitee::uri)
                .containsExactly(ASKED + "/invitees/1", ASKED + "/invitees/3");
        assertThat(access.unread().others()).isEqualTo(1);
    }

    private static String event(String uri) {
        return UndocumentedAnswerTest.EVENT.replaceFirst("https://[^\"]*", uri);
    }

    private static String invitee(String id, String event) {
        return """
        {"uri": "%s/invitees/%s", "event": "%s", "email": "guest@example.test",
         "status": "active", "created_at": "2026-02-01T09:30:00Z",
         "updated_at": "2026-02-01T09:30:01Z"}\
        """
                .formatted(event, id, event);
    }
}
