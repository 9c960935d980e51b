package io.advicly.calendly.sync.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.advicly.calendly.calendly.CalendlyFailure;
import io.advicly.calendly.calendly.event.ScheduledEvent;
import io.advicly.calendly.meeting.HostRows;
import io.advicly.calendly.security.cipher.SecretString;
import io.advicly.calendly.sync.StubCalendly;
import io.advicly.calendly.testing.Sql;
import io.advicly.calendly.webhook.QuietProfile;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What becomes of meetings that Calendly lists no more.
@QuarkusTest
@TestProfile(QuietProfile.class)
class UnlistedMeetingsTest {

    private final SyncStory story;
    private final HostRows hosts;
    private final Sql sql;

    UnlistedMeetingsTest(SyncStory story, HostRows hosts, Sql sql) {
        this.story = story;
        this.hosts = hosts;
        this.sql = sql;
    }

    @BeforeEach
    void startOver() {
        story.begin();
    }

    @Test
    void aMeetingThatIsDeletedAtCalendlyIsCanceledByACompleteSync() {
        var _ = story.event("Kept", 10, SyncStory.ME);
        String gone = story.event("Gone", 11, SyncStory.ME);
        story.sync();
        story.calendly().events.remove(gone);
        String before = story.change(gone);

        story.sync();

        assertThat(story.status(gone)).isEqualTo("canceled");
        assertThat(story.status(SyncStory.uri("Kept"))).isEqualTo("active");
        assertThat(story.change(gone)).isNotEqualTo(before);
        assertThat(story.calendly().lookUps).containsExactly(gone);
    }

    @Test
    void aMeetingThatWasReassignedGoesToItsNewHost() {
        String moved = story.event("Moved", 11, SyncStory.ME);
        story.sync();
        UUID theirs = hosts.connect("default", "other", SyncStory.OTHER, SyncStory.ORGANIZATION);
        story.calendly().events.put(moved, story.startingIn(moved, 11, SyncStory.OTHER));
        story.calendly().unlisted.add(moved);

        story.sync();

        assertThat(story.status(moved)).isEqualTo("canceled");
        assertThat(story.status(moved, theirs)).isEqualTo("active");
    }

    /// Its old host is told that there is none, or that it is none of theirs.
    @ParameterizedTest
    @ValueSource(strings = {"none", "refused"})
    void aMeetingThatItsOldHostMayNotReadGoesToItsNewHost(String what) {
        String moved = story.event("Moved", 11, SyncStory.ME);
        story.sync();
        UUID theirs = hosts.connect("default", "other", SyncStory.OTHER, SyncStory.ORGANIZATION);
        story.calendly().events.put(moved, story.startingIn(moved, 11, SyncStory.OTHER));
        story.calendly().unlisted.add(moved);
        refuse(
                story.connection(),
                what.equals("none") ? StubCalendly.notFound() : StubCalendly.refused());

        story.sync();

        assertThat(story.calendly().lookUps).containsExactly(moved, moved);
        assertThat(story.status(moved)).isEqualTo("canceled");
        assertThat(story.status(moved, theirs)).isEqualTo("active");
    }

    @ParameterizedTest
    @ValueSource(strings = {"refused", "away", "unreadable"})
    void whatOthersCannotReadIsNotGoneBecauseItsHostIsToldSo(String what) {
        String kept = story.event("Kept", 11, SyncStory.ME);
        story.sync();
        UUID other = hosts.connect("default", "other", SyncStory.OTHER, SyncStory.ORGANIZATION);
        story.calendly().unlisted.add(kept);
        refuse(story.connection(), StubCalendly.notFound());
        refuse(
                other,
                switch (what) {
                    case "refused" -> StubCalendly.refused();
                    case "away" -> StubCalendly.foreign(503);
                    default -> StubCalendly.unreadable();
                });

        story.sync();

        assertThat(story.state()).isEqualTo("done");
        assertThat(story.calendly().lookUps).hasSize(2);
        assertThat(story.status(kept)).isEqualTo("active");
    }

    /// Reassigned to somebody whom nobody here may ask.
    @ParameterizedTest
    @ValueSource(strings = {"none", "refused"})
    void whatNobodyMayReadIsNoMoreItsHostsWhereTheirOwnListLacksIt(String what) {
        var _ = story.event("Other", 12, SyncStory.ME);
        String moved = story.event("Moved", 11, SyncStory.ME);
        story.sync();
        UUID other = hosts.connect("default", "other", SyncStory.OTHER, SyncStory.ORGANIZATION);
        story.calendly().unlisted.add(moved);
        refuse(
                story.connection(),
                what.equals("none") ? StubCalendly.notFound() : StubCalendly.refused());
        refuse(other, StubCalendly.refused());

        story.sync();

        assertThat(story.state()).isEqualTo("done");
        assertThat(story.status(moved)).isEqualTo("canceled");
        assertThat(story.status(SyncStory.uri("Other"))).isEqualTo("active");
    }

    @Test
    void whatAnOrganizationHasThatItsHostHasLeftIsStillTheirs() {
        var _ = story.event("Other", 12, SyncStory.ME);
        String former = story.event("Former", 11, SyncStory.ME);
        story.sync();
        story.calendly().unlisted.add(former);
        story.calendly().listedByUser.add(former);
        refuse(story.connection(), StubCalendly.refused());

        story.sync();

        assertThat(story.state()).isEqualTo("done");
        assertThat(story.status(former)).isEqualTo("active");
    }

    /// Nothing is listed at all, and everything refused: that is no statement about meetings.
    @Test
    void whoIsShownNothingAtAllLosesNothing() {
        String one = story.event("One", 11, SyncStory.ME);
        String two = story.event("Two", 12, SyncStory.ME);
        story.sync();
        story.calendly().unlisted.addAll(List.of(one, two));
        refuse(story.connection(), StubCalendly.refused());

        story.sync();

        assertThat(story.status(one)).isEqualTo("active");
        assertThat(story.status(two)).isEqualTo("active");
    }

    @Test
    void whatNobodyOfTheOrganizationFindsIsCanceledWhoeverElseCouldReadIt() {
        String gone = story.event("Gone", 11, SyncStory.ME);
        story.sync();
        UUID stranger =
                hosts.connect(
                        "default",
                        "stranger",
                        SyncStory.OTHER,
                        "https://api.calendly.com/organizations/another");
        refuse(stranger, StubCalendly.refused());
        story.calendly().events.remove(gone);

        story.sync();

        assertThat(story.calendly().lookUps).containsExactly(gone);
        assertThat(story.status(gone)).isEqualTo("canceled");
    }

    private void refuse(UUID reader, CalendlyFailure failure) {
        story.calendly().refusals.put(SecretString.of(reader.toString()), failure);
    }

    @Test
    void whatIsListedAgainIsActiveAgain() {
        String gone = story.event("Back", 11, SyncStory.ME);
        story.sync();
        ScheduledEvent event = story.calendly().events.remove(gone);
        story.sync();
        assertThat(story.status(gone)).isEqualTo("canceled");
        story.calendly().events.put(gone, event);
        story.calendly().time.passes(Duration.ofHours(1));

        story.sync();

        assertThat(story.status(gone)).isEqualTo("active");
    }

    @Test
    void whatIsOverIsNotCanceledBecauseItIsNotKeptAtCalendly() {
        String over = story.event("Over", -50, SyncStory.ME);
        story.sync();
        story.calendly().events.remove(over);

        story.sync();

        assertThat(story.calendly().lookUps).containsExactly(over);
        assertThat(story.status(over)).isEqualTo("active");
    }

    @ParameterizedTest
    @ValueSource(strings = {"away", "a page that says 404", "unreadable", "refused"})
    void anAnswerThatSaysNothingSureChangesNothing(String what) {
        String kept = story.event("Kept", 11, SyncStory.ME);
        story.sync();
        CalendlyFailure failure =
                switch (what) {
                    case "away" -> StubCalendly.foreign(503);
                    case "refused" -> StubCalendly.refused();
                    case "unreadable" -> StubCalendly.unreadable();
                    default -> StubCalendly.foreign(404);
                };
        story.calendly().failures.put(kept, failure);
        story.calendly().unlisted.add(kept);

        story.sync();

        assertThat(story.state()).isEqualTo("done");
        assertThat(story.calendly().lookUps).containsExactly(kept);
        assertThat(story.status(kept)).isEqualTo("active");
    }

    @Test
    void anEmptyListCancelsNothingThatIsStillThere() {
        for (int hour = 0; hour < 120; hour++) {
            var _ = story.event("E%03d".formatted(hour), hour, SyncStory.ME);
        }
        story.sync();
        story.calendly().unlisted.addAll(story.calendly().events.keySet());

        story.sync();

        assertThat(story.state()).isEqualTo("done");
        assertThat(story.calendly().lookUps).hasSize(120);
        assertThat(sql.column("SELECT DISTINCT status FROM meetings")).containsExactly("active");
    }
}
