package io.advicly.calendly.meeting.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.advicly.calendly.calendly.event.DeliveredEvent;
import io.advicly.calendly.calendly.event.Invitee;
import io.advicly.calendly.calendly.event.ScheduledEvent;
import io.advicly.calendly.calendly.wire.DeliveryParser;
import io.advicly.calendly.meeting.HostRows;
import io.advicly.calendly.meeting.fact.Projected;
import io.advicly.calendly.meeting.projection.MeetingProjection;
import io.advicly.calendly.meeting.search.MeetingQuery;
import io.advicly.calendly.meeting.search.Queries;
import io.advicly.calendly.meeting.view.MeetingView;
import io.advicly.calendly.meeting.view.Meetings;
import io.advicly.calendly.security.identity.Caller;
import io.advicly.calendly.webhook.ServiceProfile;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/// What Calendly may say and PostgreSQL cannot keep as it is.
@QuarkusTest
@TestProfile(ServiceProfile.class)
class OddTextsTest {

    private static final String ORGANIZATION = "https://api.calendly.com/organizations/Odd";

    private final MeetingProjection projection;
    private final Meetings meetings;
    private final HostRows hosts;
    private final ObjectMapper json;

    OddTextsTest(
            MeetingProjection projection, Meetings meetings, HostRows hosts, ObjectMapper json) {
        this.projection = projection;
        this.meetings = meetings;
        this.hosts = hosts;
        this.json = json;
    }

    /// As it is read: cleaned, and in the form in which the database gives it back.
    @Test
    void anOddTextThatIsSaidAgainIsNothingNew() throws IOException {
        // Given
        hosts.connect("default", "odd", account("odd"), ORGANIZATION);
        String body =
                """
                {"event": "invitee.created", "payload": {
                  "uri": "https://api.calendly.com/scheduled_events/Odd/invitees/I\\u0000",
                  "event": "https://api.calendly.com/scheduled_events/Odd",
                  "name": "Zo\\ud83d\\u0000 \\ud83d\\ude00", "email": "o\\udc00@example.test",
                  "timezone": "\\u0000", "status": "active",
                  "tracking": {"a\\u0000": "\\ud800", "n": [1e300, 12345678.0, -0.0, 0.1, 1e-9, 10.0]},
                  "created_at": "2026-02-01T12:00:00Z", "updated_at": "2026-02-01T12:00:00.1234567Z",
                  "scheduled_event": {
                    "uri": "https://api.calendly.com/scheduled_events/Odd", "name": "\\udc00Odd",
                    "status": "active", "start_time": "2026-02-02T12:00:00Z",
                    "end_time": "2026-02-02T13:00:00Z", "updated_at": "2026-02-01T12:00:00Z",
                    "location": {"type": "\\u0000custom", "location": "\\ud800"},
                    "event_memberships": [{"user": "%s", "user_name": "\\u0000\\udfff"}]}}}\
                """
                        .formatted(account("odd"));
        DeliveredEvent.InviteeChanged said =
                (DeliveredEvent.InviteeChanged)
                        new DeliveryParser().parse(body.getBytes(StandardCharsets.UTF_8));
        ScheduledEvent event = Objects.requireNonNull(said.scheduledEvent());
        // When
        Projected first = apply(event, said.invitee());
        // Then
        assertThat(first).isEqualTo(new Projected(1, 1));
        assertThat(apply(event, said.invitee())).isEqualTo(new Projected(1, 0));
        assertThat(only().name()).isEqualTo("\ufffdOdd");
        assertThat(only().invitees().getFirst().email()).isEqualTo("o\ufffd@example.test");
        assertThat(json.writeValueAsString(only())).doesNotContain("?");
    }

    private static String account(String user) {
        return "https://api.calendly.com/users/" + user;
    }

    private Projected apply(ScheduledEvent event, Invitee invitee) {
        return run(() -> projection.apply(ORGANIZATION, event, List.of(invitee)));
    }

    private MeetingView only() {
        MeetingQuery all = Queries.all();
        return run(() -> meetings.page(new Caller("default", "odd"), all)).meetings().getFirst();
    }

    private static <T> T run(Supplier<Uni<T>> work) {
        try {
            return VertxContextSupport.subscribeAndAwait(work);
        } catch (Throwable failed) {
            throw new AssertionError(failed);
        }
    }
}
