package io.advicly.calendly.calendly;

import static io.advicly.calendly.calendly.Calls.ACCESS;
import static io.advicly.calendly.calendly.Calls.list;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.advicly.calendly.calendly.event.EventQuery;
import io.advicly.calendly.calendly.event.Invitee;
import io.advicly.calendly.calendly.http.answer.StubCalendly;
import io.advicly.calendly.testing.ServiceResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.faulttolerance.api.CircuitBreakerMaintenance;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// One record that is by itself more than is read of an answer costs itself, as any other does that
/// cannot be read.
@QuarkusTest
@WithTestResource(ServiceResource.class)
@WithTestResource(StubResource.class)
class LargeRecordTest {

    private static final long FAR_TOO_MUCH = 12L << 20;
    private static final String EVENT = "https://api.calendly.com/scheduled_events/E";

    @SuppressWarnings("NullAway.Init") // injected by StubResource
    StubCalendly stub;

    @Inject Calendly calendly;
    @Inject CircuitBreakerMaintenance breakers;

    @BeforeEach
    void forget() {
        stub.reset();
        breakers.resetAll();
    }

    /// They are read from both ends.
    @Test
    void anInviteeCostsNoneOfTheOthers() {
        Access access = Access.with(ACCESS.token());
        stub.answer(200, Bodies.page("second", invitee("First")));
        tooLarge();
        stub.answer(200, Bodies.page("before", invitee("Last")));
        tooLarge();

        List<Invitee> all =
                list(calendly.inviteePages(access, EVENT)).stream().flatMap(List::stream).toList();

        assertThat(all).extracting(Invitee::name).containsExactly("First", "Last");
        assertThat(access.unread().others()).isEqualTo(1);
        assertThat(stub.seen())
                .extracting(it -> it.query().get("sort"))
                .containsOnly("created_at:asc", "created_at:desc");
    }

    /// What is known of the event is taken in with the page.
    @Test
    void anInviteeWhoIsAloneLeavesAPageOfNobody() {
        tooLarge();
        tooLarge();

        assertThat(list(calendly.inviteePages(Access.with(ACCESS.token()), EVENT)))
                .containsExactly(List.of());
    }

    /// What is behind it is for whoever asked: it is no fault of the host's.
    @Test
    void anEventIsNoFaultOfTheHost() {
        Instant now = Instant.now();
        EventQuery query = new EventQuery(null, Bodies.USER, now, now.plus(Duration.ofDays(1)));

        for (int time = 0; time < 5; time++) {
            tooLarge();
            assertThatThrownBy(() -> Calls.await(calendly.scheduledEvents(ACCESS, query, null)))
                    .isInstanceOf(CalendlyFailure.Unreadable.class)
                    .hasMessageContaining("larger");
        }
    }

    @Test
    void norIsOneThatIsAskedForByItself() {
        for (int time = 0; time < 5; time++) {
            stub.pour(Bodies.resource(invitee("Large")), FAR_TOO_MUCH, true);
            assertThatThrownBy(() -> Calls.await(calendly.scheduledEvent(ACCESS, EVENT)))
                    .isInstanceOf(CalendlyFailure.Unreadable.class)
                    .hasMessageContaining("larger");
        }
    }

    /// With as many records as are asked for, with ten, and by itself.
    private void tooLarge() {
        for (int time = 0; time < 3; time++) {
            stub.pour(Bodies.page("next", invitee("Large")), FAR_TOO_MUCH, true);
        }
    }

    private static String invitee(String name) {
        return """
        {"uri": "%1$s/invitees/%2$s", "event": "%1$s", "name": "%2$s", "email": "guest@example.test",
         "status": "active", "rescheduled": false, "created_at": "2026-02-01T09:30:00.120001Z",
         "updated_at": "2026-02-01T09:30:00.120001Z"}\
        """
                .formatted(EVENT, name);
    }
}
