package io.advicly.calendly.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.advicly.calendly.calendly.event.Invitee;
import io.advicly.calendly.calendly.event.ScheduledEvent;
import io.advicly.calendly.meeting.projection.MeetingProjection;
import io.advicly.calendly.sync.read.SyncStory;
import io.advicly.calendly.testing.Sql;
import io.advicly.calendly.webhook.QuietProfile;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A meeting that was stored under another spelling of its event's URI than the one that things are
/// known by.
@QuarkusTest
@TestProfile(QuietProfile.class)
class StoredOtherwiseTest {

    private static final String SPELLED_OTHERWISE =
            "UPDATE %1$s SET %2$s = replace(%2$s, 'https://api.calendly.com', 'http://API.Calendly.com')";

    private final SyncStory story;
    private final MeetingProjection meetings;
    private final Sql sql;

    StoredOtherwiseTest(SyncStory story, MeetingProjection meetings, Sql sql) {
        this.story = story;
        this.meetings = meetings;
        this.sql = sql;
    }

    @BeforeEach
    void startOver() {
        story.begin();
    }

    @Test
    void isTheSameMeeting() {
        String event = story.event("Kept", 10, SyncStory.ME);
        story.calendly().guests.add(guest(event));
        story.sync();
        List<String> before = ids();
        spellOtherwise();

        story.sync();

        assertThat(ids()).isEqualTo(before);
        assertThat(events()).containsExactly(event + " active");
        assertThat(sql.column("SELECT calendly_invitee_uri || ' ' || status FROM meeting_invitees"))
                .containsExactly(event + "/invitees/Guest active");
        assertThat(story.calendly().lookUps).isEmpty();
    }

    /// Of the two the one goes that nothing is told of any more, also where it is off.
    @Test
    void isNoMeetingBesideTheOneThatItIsKnownAsSince() {
        String kept = story.event("Kept", 10, SyncStory.ME);
        String off = story.event("Off", 11, SyncStory.ME);
        story.sync();
        List<String> before = ids();
        sql.execute("UPDATE meetings SET status = 'canceled' WHERE calendly_event_uri = ?", off);
        spellOtherwise();
        project(kept);
        project(off);
        story.calendly().failures.put(kept, StubCalendly.notFound());

        story.sync();

        assertThat(events()).containsExactly(kept + " active", off + " active");
        assertThat(ids()).doesNotContainAnyElementsOf(before);
        assertThat(erased()).containsAll(before.stream().map(id -> "meeting:" + id).toList());
    }

    private void project(String event) {
        ScheduledEvent said = Objects.requireNonNull(story.calendly().events.get(event));
        var _ = SyncStory.done(() -> meetings.apply(SyncStory.ORGANIZATION, said, List.of()));
    }

    private List<String> ids() {
        return sql.column("SELECT id FROM meetings ORDER BY calendly_event_uri");
    }

    private List<String> events() {
        return sql.column(
                "SELECT calendly_event_uri || ' ' || status FROM meetings ORDER BY calendly_event_uri");
    }

    private List<String> erased() {
        return sql.column(
                """
                SELECT subject FROM event_drafts WHERE type = 'meeting.erased'
                UNION SELECT subject FROM events WHERE type = 'meeting.erased'\
                """);
    }

    private void spellOtherwise() {
        sql.execute(SPELLED_OTHERWISE.formatted("meetings", "calendly_event_uri"));
        sql.execute(SPELLED_OTHERWISE.formatted("meeting_invitees", "calendly_invitee_uri"));
    }

    private Invitee guest(String event) {
        Instant booked = story.now().minusSeconds(3_600);
        return new Invitee(
                event + "/invitees/Guest",
                event,
                "guest@example.test",
                "Guest",
                null,
                true,
                false,
                null,
                null,
                false,
                null,
                null,
                null,
                booked,
                booked);
    }
}
