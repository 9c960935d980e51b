package io.advicly.calendly.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.advicly.calendly.calendly.event.Invitee;
import io.advicly.calendly.calendly.event.ScheduledEvent;
import io.advicly.calendly.meeting.fact.EventReport;
import io.advicly.calendly.meeting.fact.Told;
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

/// Syncs and deliveries of what has one `updated_at`.
@QuarkusTest
@TestProfile(QuietProfile.class)
class TiesTest {

    private final SyncStory story;
    private final MeetingProjection meetings;
    private final Sql sql;

    TiesTest(SyncStory story, MeetingProjection meetings, Sql sql) {
        this.story = story;
        this.meetings = meetings;
        this.sql = sql;
    }

    @BeforeEach
    void startOver() {
        story.begin();
    }

    @Test
    void aSyncOfWhatHasNotChangedTellsNobody() {
        String kept = story.event("Kept", 11, SyncStory.ME);
        var _ = told(kept, guest(kept, false), story.now().minusSeconds(60));
        String change = story.change(kept);
        story.age();
        String before = sql.column("SELECT updated_at FROM meetings").getFirst();
        story.calendly().guests.add(guest(kept, false));

        story.read();
        story.read();

        assertThat(story.change(kept)).isEqualTo(change);
        assertThat(sql.column("SELECT updated_at FROM meetings")).containsExactly(before);
        assertThat(sql.column("SELECT fetched FROM meetings")).containsExactly("t");
    }

    /// With one `updated_at`, as a no-show does not change it.
    @Test
    void aNoShowThatIsTakenBackIsNoneAndASyncMendsWhatIsWrong() {
        String event = story.event("Missed", 1, SyncStory.ME);
        Instant marked = story.now().minusSeconds(60);
        var _ = told(event, marked(guest(event, true), marked), marked);
        assertThat(noShow()).isEqualTo("t");

        var _ = told(event, guest(event, false), story.now().minusSeconds(30));
        var _ = told(event, marked(guest(event, true), marked), marked);
        assertThat(noShow()).isEqualTo("f");

        story.calendly().guests.add(marked(guest(event, true), marked));
        story.sync();
        assertThat(noShow()).isEqualTo("t");
    }

    private String noShow() {
        return sql.column("SELECT no_show FROM meeting_invitees").getFirst();
    }

    private boolean told(String event, Invitee guest, Instant at) {
        Told told = Told.delivered(at);
        ScheduledEvent said = Objects.requireNonNull(story.calendly().events.get(event));
        return SyncStory.done(() ->
                meetings.apply(
                                new EventReport(
                                        SyncStory.ORGANIZATION, said, told, List.of(guest), told))
                        .replaceWith(true));
    }

    private Invitee guest(String event, boolean noShow) {
        return new Invitee(
                event + "/invitees/I",
                event,
                "guest@example.test",
                "Grace",
                null,
                true,
                false,
                null,
                null,
                noShow,
                null,
                null,
                null,
                story.now().minusSeconds(3_600),
                story.now().minusSeconds(3_600));
    }

    private static Invitee marked(Invitee guest, Instant at) {
        return new Invitee(
                guest.uri(),
                guest.eventUri(),
                guest.email(),
                guest.name(),
                guest.timezone(),
                guest.active(),
                guest.rescheduled(),
                guest.oldInviteeUri(),
                guest.newInviteeUri(),
                guest.noShow(),
                at,
                guest.cancellation(),
                guest.questionsAndAnswers(),
                guest.tracking(),
                guest.createdAt(),
                guest.updatedAt(),
                guest.statusRaw());
    }
}
