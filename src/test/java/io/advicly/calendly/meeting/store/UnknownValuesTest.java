package io.advicly.calendly.meeting.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.advicly.calendly.calendly.event.Invitee;
import io.advicly.calendly.calendly.event.ScheduledEvent;
import io.advicly.calendly.meeting.HostRows;
import io.advicly.calendly.meeting.fact.Projected;
import io.advicly.calendly.meeting.fact.Said;
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
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/// What Calendly says otherwise than it documents, in the tables.
@QuarkusTest
@TestProfile(ServiceProfile.class)
class UnknownValuesTest {

    private static final String ORGANIZATION = "https://api.calendly.com/organizations/";

    private final MeetingProjection projection;
    private final Meetings meetings;
    private final HostRows hosts;
    private final ObjectMapper json;

    UnknownValuesTest(
            MeetingProjection projection, Meetings meetings, HostRows hosts, ObjectMapper json) {
        this.projection = projection;
        this.meetings = meetings;
        this.hosts = hosts;
        this.json = json;
    }

    @Test
    void aStatusThatIsNotKnownIsKeptAsItCameAndCancelsNobody() {
        // Given
        connect("Unknown", "unknown");
        ScheduledEvent event = Said.event("Unknown", 1, true, account("unknown"));
        Invitee invitee = Said.invitee("Unknown/I", 1).build();
        // When
        apply("Unknown", called(event, "tentative"), called(invitee, "pending"));
        JsonNode odd = json.valueToTree(meetingsOf("unknown").getFirst());
        apply(
                "Unknown",
                Said.event("Unknown", 2, true, account("unknown")),
                Said.invitee("Unknown/I", 2).build());
        JsonNode known = json.valueToTree(meetingsOf("unknown").getFirst());
        // Then
        assertThat(odd.get("status").asText()).isEqualTo("active");
        assertThat(odd.get("status_raw").asText()).isEqualTo("tentative");
        assertThat(odd.at("/invitees/0/status").asText()).isEqualTo("active");
        assertThat(odd.at("/invitees/0/status_raw").asText()).isEqualTo("pending");
        assertThat(known.get("status").asText()).isEqualTo("active");
        assertThat(known.has("status_raw")).isFalse();
        assertThat(known.at("/invitees/0/status").asText()).isEqualTo("active");
        assertThat(known.at("/invitees/0").has("status_raw")).isFalse();
    }

    /// A membership that cannot be read takes the meeting from nobody.
    @Test
    void whoeverMayStillHostAnEventKeepsIt() {
        // Given
        connect("Half", "read");
        connect("Half", "unread");
        apply("Half", Said.event("Half", 1, true, account("read"), account("unread")));
        ScheduledEvent half = Said.event("Half", 2, true, account("read"));
        // When
        apply(
                "Half",
                new ScheduledEvent(
                        half.uri(),
                        half.name(),
                        true,
                        half.startTime(),
                        half.endTime(),
                        null,
                        half.hosts(),
                        half.updatedAt(),
                        null,
                        false));
        // Then
        assertThat(meetingsOf("read").getFirst().status()).isEqualTo("active");
        assertThat(meetingsOf("unread").getFirst().status()).isEqualTo("active");
        // When
        apply("Half", Said.event("Half", 3, true, account("read")));
        // Then
        assertThat(meetingsOf("unread").getFirst().status()).isEqualTo("canceled");
    }

    private static ScheduledEvent called(ScheduledEvent it, String status) {
        return new ScheduledEvent(
                it.uri(),
                it.name(),
                true,
                it.startTime(),
                it.endTime(),
                it.location(),
                it.hosts(),
                it.updatedAt(),
                status,
                it.allHosts());
    }

    private static Invitee called(Invitee it, String status) {
        return new Invitee(
                it.uri(),
                it.eventUri(),
                it.email(),
                it.name(),
                it.timezone(),
                true,
                it.rescheduled(),
                it.oldInviteeUri(),
                it.newInviteeUri(),
                it.noShow(),
                it.noShowAt(),
                it.cancellation(),
                it.questionsAndAnswers(),
                it.tracking(),
                it.createdAt(),
                it.updatedAt(),
                status);
    }

    private void connect(String organization, String user) {
        hosts.connect("default", user, account(user), ORGANIZATION + organization);
    }

    private static String account(String user) {
        return "https://api.calendly.com/users/" + user;
    }

    private Projected apply(String organization, ScheduledEvent event, Invitee... invitees) {
        return run(() -> projection.apply(ORGANIZATION + organization, event, List.of(invitees)));
    }

    private List<MeetingView> meetingsOf(String user) {
        MeetingQuery all = Queries.all();
        return run(() -> meetings.page(new Caller("default", user), all)).meetings();
    }

    private static <T> T run(Supplier<Uni<T>> work) {
        try {
            return VertxContextSupport.subscribeAndAwait(work);
        } catch (Throwable failed) {
            throw new AssertionError(failed);
        }
    }
}
