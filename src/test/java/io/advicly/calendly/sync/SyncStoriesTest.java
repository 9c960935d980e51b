package io.advicly.calendly.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.advicly.calendly.calendly.event.EventQuery;
import io.advicly.calendly.calendly.event.ScheduledEvent;
import io.advicly.calendly.meeting.HostRows;
import io.advicly.calendly.sync.job.SyncKind;
import io.advicly.calendly.sync.read.SyncStory;
import io.advicly.calendly.testing.Sql;
import io.advicly.calendly.webhook.QuietProfile;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Whole syncs of a calendar that answers oddly, turn by turn.
@QuarkusTest
@TestProfile(QuietProfile.class)
class SyncStoriesTest {

    private final SyncStory story;
    private final HostRows hosts;
    private final Sql sql;

    SyncStoriesTest(SyncStory story, HostRows hosts, Sql sql) {
        this.story = story;
        this.hosts = hosts;
        this.sql = sql;
    }

    @BeforeEach
    void startOver() {
        story.begin();
    }

    /// Three pages of 100; a token is good for 8 s, and each call for invitees takes 0.1 s.
    @Test
    void threePagesWhoseTokensAreGoodForAWhileAreReadToTheEnd() {
        for (int hour = 0; hour < 300; hour++) {
            var _ = story.event("E%03d".formatted(hour), hour, SyncStory.ME);
        }
        story.calendly().tokenLife = Duration.ofSeconds(8);
        story.calendly().inviteesTake = Duration.ofMillis(100);

        story.sync();

        assertThat(story.state()).isEqualTo("done");
        assertThat(sql.column("SELECT count(*) FROM meetings")).containsExactly("300");
        assertThat(sql.column("SELECT meetings FROM sync_jobs")).containsExactly("300");
        assertThat(story.calendly().lists).hasSizeLessThan(12);
    }

    @Test
    void thoseThatStartTogetherAreAllReadWhereATokenIsRefusedBetweenThem() {
        for (int index = 0; index < 150; index++) {
            var _ = story.event("E%03d".formatted(index), Math.min(index, 95), SyncStory.ME);
        }
        story.calendly().tokenLife = Duration.ofSeconds(8);
        story.calendly().inviteesTake = Duration.ofMillis(100);

        story.sync();

        assertThat(story.state()).isEqualTo("done");
        assertThat(sql.column("SELECT count(*) FROM meetings")).containsExactly("150");
    }

    @Test
    void aListWhosePagesDoNotSayHowTheyGoOnIsReadByStartTime() {
        for (int hour = 0; hour < 250; hour++) {
            var _ = story.event("E%03d".formatted(hour), hour, SyncStory.ME);
        }
        story.calendly().unclearPages = true;

        story.sync();

        assertThat(story.state()).isEqualTo("done");
        assertThat(sql.column("SELECT count(*) FROM meetings")).containsExactly("250");
    }

    /// Three pages from the start, and again from where each repetition has led to.
    @Test
    void aListWhosePageTokenComesAgainIsReadByStartTime() {
        for (int hour = 0; hour < 350; hour++) {
            var _ = story.event("E%03d".formatted(hour), hour, SyncStory.ME);
        }
        story.calendly().repeatsToken = true;

        story.sync();

        assertThat(story.state()).isEqualTo("done");
        assertThat(sql.column("SELECT count(*) FROM meetings")).containsExactly("350");
    }

    @Test
    void aListThatNeverSaysThatItEndsIsReadAndEndsWithWords() {
        for (int hour = 0; hour < 120; hour++) {
            var _ = story.event("E%03d".formatted(hour), hour, SyncStory.ME);
        }
        story.calendly().unclearPages = true;
        story.calendly().unclearEnd = true;

        story.sync();

        assertThat(story.state()).isEqualTo("failed");
        assertThat(sql.column("SELECT last_error FROM sync_jobs"))
                .singleElement()
                .asString()
                .contains("does not say how its list goes on");
        assertThat(sql.column("SELECT count(*) FROM meetings")).containsExactly("120");
    }

    /// Nobody else reads before the next night; who has asked for one is told that it failed.
    @ParameterizedTest
    @CsvSource({"NIGHTLY, 12, done", "NIGHTLY, 40, failed", "REQUESTED, 12, failed"})
    void aNightlySyncOutlastsAnOutage(SyncKind kind, int turns, String state) {
        var _ = story.event("E", 1, SyncStory.ME);
        story.calendly().awayFor = turns;

        story.read(kind);

        assertThat(story.state()).isEqualTo(state);
    }

    /// Nor does somebody who asks for one wait for a night that waits.
    @ParameterizedTest
    @CsvSource({"NULL, t", "7, f"})
    void oneThatWaitsForItsNextAttemptWaitsNoLongerOnceItIsAskedFor(String claim, String isDue) {
        story.request(SyncKind.NIGHTLY);
        sql.execute(
                "UPDATE sync_jobs SET due_at = now() + interval '1 hour', claimed_in = " + claim);

        story.request(SyncKind.REQUESTED);

        assertThat(sql.column("SELECT due_at <= now() FROM sync_jobs")).containsExactly(isDue);
    }

    /// Of two pages, with the second of which the list begins anew.
    @ParameterizedTest
    @CsvSource({
        "E050, 9998-01-01T00:00:00Z",
        "E120, 9998-01-01T00:00:00Z",
        "E050, 1998-01-01T00:00:00Z",
        "E120, 1998-01-01T00:00:00Z"
    })
    void aStartThatWasNotAskedForDoesNotSayWhereToGoOn(String name, Instant start) {
        for (int hour = 0; hour < 150; hour++) {
            var _ = story.event("E%03d".formatted(hour), hour, SyncStory.ME);
        }
        String odd = SyncStory.uri(name);
        story.calendly()
                .listedAs
                .put(odd, List.of(at(start, story.startingIn(odd, 1, SyncStory.ME))));
        story.calendly().tokenLife = Duration.ofSeconds(8);
        story.calendly().inviteesTake = Duration.ofMillis(100);

        story.sync();

        assertThat(story.state()).isEqualTo("done");
        assertThat(sql.column("SELECT count(*) FROM meetings")).containsExactly("150");
    }

    private static ScheduledEvent at(Instant start, ScheduledEvent event) {
        return new ScheduledEvent(
                event.uri(),
                event.name(),
                true,
                start,
                start.plusSeconds(1_800),
                null,
                event.hosts(),
                event.updatedAt());
    }

    /// Else each sync would tell both, one after the other.
    @Test
    void ofAnEventThatAPageListsTwiceTheLastIsTakenAndToldOnce() {
        String twice = story.event("Twice", 1, SyncStory.ME);
        ScheduledEvent first = story.startingIn(twice, 3, SyncStory.ME);
        ScheduledEvent last = story.startingIn(twice, 2, SyncStory.ME);
        story.calendly().listedAs.put(twice, List.of(first, last));
        story.sync();
        String told = story.change(twice);

        story.sync();

        assertThat(
                        sql.column(
                                "SELECT start_time = ?::timestamptz FROM meetings",
                                last.startTime().toString()))
                .containsExactly("t");
        assertThat(story.change(twice)).isEqualTo(told);
    }

    /// Else each sync would tell both, one after the other.
    @Test
    void ofAnEventThatTwoPagesListTheFirstIsTakenAndToldOnce() {
        String twice = listedOnTwoPages(story.now().minusSeconds(3_600));
        story.sync();
        String told = story.change(twice);

        story.sync();

        assertThat(story.state()).isEqualTo("done");
        assertThat(named(twice)).containsExactly("Meeting");
        assertThat(story.change(twice)).isEqualTo(told);
    }

    @Test
    void whatChangesBetweenTwoPagesIsTakenAsItIsNow() {
        String twice = listedOnTwoPages(story.now());

        story.sync();

        assertThat(named(twice)).containsExactly("Another");
    }

    /// @param updatedAt of its second record, which has another name
    private String listedOnTwoPages(Instant updatedAt) {
        for (int hour = 0; hour < 150; hour++) {
            var _ = story.event("E%03d".formatted(hour), hour, SyncStory.ME);
        }
        String twice = SyncStory.uri("E010");
        String beside = SyncStory.uri("E120");
        ScheduledEvent other = story.startingIn(beside, 120, SyncStory.ME);
        ScheduledEvent again =
                new ScheduledEvent(
                        twice,
                        "Another",
                        true,
                        other.startTime(),
                        other.endTime(),
                        null,
                        other.hosts(),
                        updatedAt);
        story.calendly().listedAs.put(beside, List.of(other, again));
        return twice;
    }

    private List<String> named(String event) {
        return sql.column("SELECT name FROM meetings WHERE calendly_event_uri = ?", event);
    }

    /// It would be refused every night, and none behind it ever be read.
    @Test
    void anEventThatTheDatabaseRefusesCostsItselfAlone() {
        var _ = story.event("A", 1, SyncStory.ME);
        String refused = story.event("B", 2, SyncStory.ME);
        var _ = story.event("C", 3, SyncStory.ME);
        story.calendly().events.put(refused, endless(story.startingIn(refused, 2, SyncStory.ME)));

        story.sync();

        assertThat(story.state()).isEqualTo("done");
        assertThat(sql.column("SELECT calendly_event_uri FROM meetings ORDER BY 1"))
                .containsExactly(SyncStory.uri("A"), SyncStory.uri("C"));
    }

    /// A year that PostgreSQL reads in no time of ours.
    private static ScheduledEvent endless(ScheduledEvent event) {
        return new ScheduledEvent(
                event.uri(),
                event.name(),
                true,
                event.startTime(),
                Instant.parse("+10000-01-01T17:59:59Z"),
                null,
                event.hosts(),
                event.updatedAt());
    }

    @Test
    void whatWinsNothingNewThreeTimesFailsAndSaysWhy() {
        for (int index = 0; index < 150; index++) {
            var _ = story.event("E%03d".formatted(index), 1, SyncStory.ME);
        }
        story.calendly().tokenLife = Duration.ofSeconds(-1);

        story.sync();

        assertThat(story.state()).isEqualTo("failed");
        assertThat(sql.column("SELECT last_error FROM sync_jobs").getFirst())
                .contains("nothing new in 3 turns");
        assertThat(sql.column("SELECT sync_error FROM calendar_connections").getFirst())
                .contains("nothing new in 3 turns");
    }

    @Test
    void aMemberWhoMayNotNameTheOrganizationIsReadByUserAlone() {
        for (int hour = 0; hour < 250; hour++) {
            var _ = story.event("E%03d".formatted(hour), hour, SyncStory.ME);
        }
        story.calendly().refusesOrganization = true;

        story.sync();

        assertThat(story.state()).isEqualTo("done");
        assertThat(sql.column("SELECT count(*) FROM meetings")).containsExactly("250");
        assertThat(story.calendly().lists)
                .filteredOn(query -> query.organizationUri() != null)
                .hasSize(1);
        assertThat(story.calendly().lists)
                .extracting(EventQuery::userUri)
                .containsOnly(SyncStory.ME);
    }

    @Test
    void whatIsKnownToBeAnotherOrganizationsIsLeftOut() {
        String former = "https://api.calendly.com/organizations/former";
        var _ = hosts.connect("default", "other", SyncStory.OTHER, former);
        var _ = story.event("Mine", 10, SyncStory.ME);
        String theirs = SyncStory.uri("Theirs");
        story.calendly()
                .events
                .put(theirs, story.startingIn(theirs, 11, SyncStory.ME, SyncStory.OTHER));
        story.calendly().refusesOrganization = true;

        story.sync();

        assertThat(story.state()).isEqualTo("done");
        assertThat(sql.column("SELECT calendly_event_uri FROM meetings"))
                .containsExactly(SyncStory.uri("Mine"));
    }
}
