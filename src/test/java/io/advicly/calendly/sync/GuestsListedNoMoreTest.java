package io.advicly.calendly.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.advicly.calendly.calendly.event.Invitee;
import io.advicly.calendly.meeting.HostRows;
import io.advicly.calendly.sync.read.SyncStory;
import io.advicly.calendly.testing.Sql;
import io.advicly.calendly.webhook.QuietProfile;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Somebody is invited to a meeting, as far as we know, and Calendly lists them no more.
@QuarkusTest
@TestProfile(QuietProfile.class)
class GuestsListedNoMoreTest {

    private final SyncStory story;
    private final HostRows hosts;
    private final Sql sql;
    private String event = "";

    GuestsListedNoMoreTest(SyncStory story, HostRows hosts, Sql sql) {
        this.story = story;
        this.hosts = hosts;
        this.sql = sql;
    }

    @BeforeEach
    void twoAreInvited() {
        story.begin();
        event = story.event("E", 5, SyncStory.ME);
        invited("Grace", "Hugo");
        story.sync();
        assertThat(shown()).containsExactly("Grace active", "Hugo active");
    }

    @Test
    void isNotActiveAnyMoreAndNobodyHasCanceled() {
        String told = story.change(event);
        invited("Grace");

        story.sync();

        assertThat(shown()).containsExactly("Grace active", "Hugo canceled");
        assertThat(
                        sql.column(
                                "SELECT cancellation::text FROM meeting_invitees WHERE name = 'Hugo'"))
                .containsExactly((String) null);
        assertThat(story.change(event)).isNotEqualTo(told);
    }

    /// In every tenant; of somebody who hosts it no more nothing is said.
    @Test
    void soItIsForWhoeverHostsTheEvent() {
        var _ = hosts.connect("another", "story", SyncStory.ME, SyncStory.ORGANIZATION);
        UUID former = hosts.connect("default", "other", SyncStory.OTHER, SyncStory.ORGANIZATION);
        story.calendly()
                .events
                .put(event, story.startingIn(event, 5, SyncStory.ME, SyncStory.OTHER));
        story.sync();
        var _ = story.event("E", 5, SyncStory.ME);
        story.sync();
        invited("Grace");

        story.sync();

        assertThat(
                        sql.column(
                                "SELECT i.name || ' ' || i.status FROM meeting_invitees i JOIN meetings m ON m.id = i.meeting_id"
                                        + " WHERE m.connection_id <> ? ORDER BY i.name, m.tenant_id",
                                former))
                .containsExactly("Grace active", "Grace active", "Hugo canceled", "Hugo canceled");
        assertThat(
                        sql.column(
                                "SELECT i.status FROM meeting_invitees i JOIN meetings m ON m.id = i.meeting_id"
                                        + " WHERE m.connection_id = ?",
                                former))
                .containsOnly("active");
    }

    @Test
    void isToldOnce() {
        invited("Grace");
        story.sync();
        assertThat(shown()).containsExactly("Grace active", "Hugo canceled");
        String told = story.change(event);

        story.sync();

        assertThat(story.change(event)).isEqualTo(told);
    }

    /// The list that lacked them may have said too little.
    @Test
    void isActiveAgainOnceTheyAreListed() {
        invited("Grace");
        story.sync();
        assertThat(shown()).containsExactly("Grace active", "Hugo canceled");
        invited("Grace", "Hugo");

        story.sync();

        assertThat(shown()).containsExactly("Grace active", "Hugo active");
    }

    @Test
    void staysWhereNobodyIsListed() {
        invited();

        story.sync();

        assertThat(shown()).containsExactly("Grace active", "Hugo active");
    }

    @Test
    void staysWhereSomebodyCannotBeRead() {
        invited("Grace");
        story.calendly().unreadableGuests = 1;

        story.sync();

        assertThat(shown()).containsExactly("Grace active", "Hugo active");
    }

    @Test
    void staysWhereTheListDoesNotSayThatItEnds() {
        invited("Grace");
        story.calendly().openLists = true;

        story.sync();

        assertThat(shown()).containsExactly("Grace active", "Hugo active");
    }

    @Test
    void staysWhereAPageIsNotAnswered() {
        invited("Grace");
        story.calendly().secondPageFailure = StubCalendly.refused();

        story.sync();

        assertThat(story.state()).isEqualTo("done");
        assertThat(shown()).containsExactly("Grace active", "Hugo active");
    }

    @Test
    void staysWhoWasBookedWhileTheListWasRead() {
        sql.execute(
                "UPDATE meeting_invitees SET source_updated_at = ?::timestamptz, fetched = false WHERE name = 'Hugo'",
                story.calendly().time.instant().minus(Duration.ofMinutes(9)).toString());
        invited("Grace");

        story.sync();

        assertThat(shown()).containsExactly("Grace active", "Hugo active");
    }

    /// Its event is looked up by itself then.
    @Test
    void soItIsWithAnEventThatIsNotListedEither() {
        invited("Grace");
        story.calendly().unlisted.add(event);

        story.sync();

        assertThat(story.calendly().lookUps).containsExactly(event);
        assertThat(shown()).containsExactly("Grace active", "Hugo canceled");
    }

    private void invited(String... names) {
        story.calendly().guests.clear();
        for (String name : names) {
            story.calendly().guests.add(guest(name));
        }
    }

    private Invitee guest(String name) {
        Instant booked = story.now().minusSeconds(3_600);
        return new Invitee(
                event + "/invitees/" + name,
                event,
                name + "@example.test",
                name,
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

    private List<String> shown() {
        return sql.column("SELECT name || ' ' || status FROM meeting_invitees ORDER BY name");
    }
}
