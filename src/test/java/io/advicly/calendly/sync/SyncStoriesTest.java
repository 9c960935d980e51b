package io.advicly.calendly.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.advicly.calendly.calendly.Access;
import io.advicly.calendly.calendly.CalendlyFailure;
import io.advicly.calendly.calendly.EventQuery;
import io.advicly.calendly.calendly.Invitee;
import io.advicly.calendly.calendly.ScheduledEvent;
import io.advicly.calendly.connection.LinkedAccount;
import io.advicly.calendly.meeting.HostRows;
import io.advicly.calendly.meeting.Knowledge;
import io.advicly.calendly.meeting.MeetingProjection;
import io.advicly.calendly.meeting.Told;
import io.advicly.calendly.security.SecretString;
import io.advicly.calendly.testing.Sql;
import io.advicly.calendly.webhook.QuietProfile;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whole syncs of a calendar that answers oddly, turn by turn.
@QuarkusTest
@TestProfile(QuietProfile.class)
class SyncStoriesTest {

    private static final String ORGANIZATION = "https://api.calendly.com/organizations/stories";
    private static final String ME = "https://api.calendly.com/users/story";
    private static final String OTHER = "https://api.calendly.com/users/other";
    private static final LinkedAccount ACCOUNT =
            new LinkedAccount(ME, ORGANIZATION, null, null, null);
    private static final Access ACCESS = Access.with(SecretString.of("access"));
    private static final int MANY_TURNS = 60;

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private final StubCalendly calendly = new StubCalendly();
    private final MeetingProjection meetings;
    private final ForeignEvents foreign;
    private final CallBudgets budgets;
    private final SyncSettings settings;
    private final SyncJobs jobs;
    private final SyncWorker worker;
    private final HostRows hosts;
    private final Sql sql;

    private UUID connection;

    SyncStoriesTest(
            MeetingProjection meetings,
            ForeignEvents foreign,
            CallBudgets budgets,
            SyncSettings settings,
            SyncJobs jobs,
            SyncWorker worker,
            HostRows hosts,
            Sql sql) {
        this.meetings = meetings;
        this.foreign = foreign;
        this.budgets = budgets;
        this.settings = settings;
        this.jobs = jobs;
        this.worker = worker;
        this.hosts = hosts;
        this.sql = sql;
    }

    @BeforeEach
    void startOver() {
        sql.execute("TRUNCATE sync_jobs, calendar_connections CASCADE");
        connection = hosts.connect("default", "story", ME, ORGANIZATION);
    }

    /// Three pages of 100; a token is good for 8 s, and each call for invitees takes 0.1 s.
    @Test
    void threePagesWhoseTokensAreGoodForAWhileAreReadToTheEnd() {
        for (int hour = 0; hour < 300; hour++) {
            var _ = event("E%03d".formatted(hour), hour, ME);
        }
        calendly.tokenLife = Duration.ofSeconds(8);
        calendly.inviteesTake = Duration.ofMillis(100);

        sync();

        assertThat(state()).isEqualTo("done");
        assertThat(sql.column("SELECT count(*) FROM meetings")).containsExactly("300");
        assertThat(sql.column("SELECT meetings FROM sync_jobs")).containsExactly("300");
        assertThat(calendly.lists).hasSizeLessThan(12);
    }

    @Test
    void thoseThatStartTogetherAreAllReadWhereATokenIsRefusedBetweenThem() {
        for (int index = 0; index < 150; index++) {
            var _ = event("E%03d".formatted(index), Math.min(index, 95), ME);
        }
        calendly.tokenLife = Duration.ofSeconds(8);
        calendly.inviteesTake = Duration.ofMillis(100);

        sync();

        assertThat(state()).isEqualTo("done");
        assertThat(sql.column("SELECT count(*) FROM meetings")).containsExactly("150");
    }

    @Test
    void whatWinsNothingNewThreeTimesFailsAndSaysWhy() {
        for (int index = 0; index < 150; index++) {
            var _ = event("E%03d".formatted(index), 1, ME);
        }
        calendly.tokenLife = Duration.ofSeconds(-1);

        sync();

        assertThat(state()).isEqualTo("failed");
        assertThat(sql.column("SELECT last_error FROM sync_jobs").getFirst())
                .contains("nothing new in 3 turns");
        assertThat(sql.column("SELECT sync_error FROM calendar_connections").getFirst())
                .contains("nothing new in 3 turns");
    }

    @Test
    void aMemberWhoMayNotNameTheOrganizationIsReadByUserAlone() {
        for (int hour = 0; hour < 250; hour++) {
            var _ = event("E%03d".formatted(hour), hour, ME);
        }
        calendly.refusesOrganization = true;

        sync();

        assertThat(state()).isEqualTo("done");
        assertThat(sql.column("SELECT count(*) FROM meetings")).containsExactly("250");
        assertThat(calendly.lists).filteredOn(query -> query.organizationUri() != null).hasSize(1);
        assertThat(calendly.lists).extracting(EventQuery::userUri).containsOnly(ME);
    }

    @Test
    void whatIsKnownToBeAnotherOrganizationsIsLeftOut() {
        String former = "https://api.calendly.com/organizations/former";
        var _ = hosts.connect("default", "other", OTHER, former);
        var _ = event("Mine", 10, ME);
        String theirs = uri("Theirs");
        calendly.events.put(theirs, of(theirs, 11, ME, OTHER));
        calendly.refusesOrganization = true;

        sync();

        assertThat(state()).isEqualTo("done");
        assertThat(sql.column("SELECT calendly_event_uri FROM meetings"))
                .containsExactly(uri("Mine"));
    }

    @Test
    void aMeetingThatIsDeletedAtCalendlyIsCanceledByACompleteSync() {
        var _ = event("Kept", 10, ME);
        String gone = event("Gone", 11, ME);
        sync();
        calendly.events.remove(gone);
        String before = change(gone);

        sync();

        assertThat(status(gone)).isEqualTo("canceled");
        assertThat(status(uri("Kept"))).isEqualTo("active");
        assertThat(change(gone)).isNotEqualTo(before);
        assertThat(calendly.lookUps).containsExactly(gone);
    }

    @Test
    void aMeetingThatWasReassignedGoesToItsNewHost() {
        String moved = event("Moved", 11, ME);
        sync();
        UUID theirs = hosts.connect("default", "other", OTHER, ORGANIZATION);
        calendly.events.put(moved, of(moved, 11, OTHER));
        calendly.unlisted.add(moved);

        sync();

        assertThat(status(moved)).isEqualTo("canceled");
        assertThat(
                        sql.column(
                                "SELECT status FROM meetings WHERE connection_id = ? AND calendly_event_uri = ?",
                                theirs,
                                moved))
                .containsExactly("active");
    }

    @Test
    void whatIsListedAgainIsActiveAgain() {
        String gone = event("Back", 11, ME);
        sync();
        ScheduledEvent event = calendly.events.remove(gone);
        sync();
        assertThat(status(gone)).isEqualTo("canceled");
        calendly.events.put(gone, event);
        calendly.time.passes(Duration.ofHours(1));

        sync();

        assertThat(status(gone)).isEqualTo("active");
    }

    @Test
    void whatIsOverIsNotCanceledBecauseItIsNotKeptAtCalendly() {
        String over = event("Over", -50, ME);
        sync();
        calendly.events.remove(over);

        sync();

        assertThat(calendly.lookUps).containsExactly(over);
        assertThat(status(over)).isEqualTo("active");
    }

    @ParameterizedTest
    @ValueSource(strings = {"away", "a page that says 404", "refused", "unreadable"})
    void anAnswerThatSaysNothingSureChangesNothing(String what) {
        String kept = event("Kept", 11, ME);
        sync();
        CalendlyFailure failure =
                switch (what) {
                    case "away" -> StubCalendly.away();
                    case "refused" -> StubCalendly.refused();
                    case "unreadable" -> StubCalendly.unreadable();
                    default -> StubCalendly.notFound(null);
                };
        calendly.failures.put(kept, failure);
        calendly.unlisted.add(kept);

        sync();

        assertThat(state()).isEqualTo("done");
        assertThat(calendly.lookUps).containsExactly(kept);
        assertThat(status(kept)).isEqualTo("active");
    }

    @Test
    void anEmptyListCancelsNothingThatIsStillThere() {
        for (int hour = 0; hour < 120; hour++) {
            var _ = event("E%03d".formatted(hour), hour, ME);
        }
        sync();
        calendly.unlisted.addAll(calendly.events.keySet());

        sync();

        assertThat(state()).isEqualTo("done");
        assertThat(calendly.lookUps).hasSize(120);
        assertThat(sql.column("SELECT DISTINCT status FROM meetings")).containsExactly("active");
    }

    @Test
    void aSyncOfWhatHasNotChangedTellsNobody() {
        String kept = event("Kept", 11, ME);
        var _ = told(kept, Guests.guest(kept, now), now.minusSeconds(60));
        String change = change(kept);
        age();
        String before = sql.column("SELECT updated_at FROM meetings").getFirst();
        calendly.guests.add(Guests.guest(kept, now));

        read();
        read();

        assertThat(change(kept)).isEqualTo(change);
        assertThat(sql.column("SELECT updated_at FROM meetings")).containsExactly(before);
        assertThat(sql.column("SELECT fetched FROM meetings")).containsExactly("t");
    }

    /// With one `updated_at`, as a no-show does not change it.
    @Test
    void aNoShowThatIsTakenBackIsNoneAndASyncMendsWhatIsWrong() {
        String event = event("Missed", 1, ME);
        Instant marked = now.minusSeconds(60);
        var _ = told(event, Guests.marked(event, now, marked), marked);
        assertThat(noShow()).isEqualTo("t");

        var _ = told(event, Guests.guest(event, now), now.minusSeconds(30));
        var _ = told(event, Guests.marked(event, now, marked), marked);
        assertThat(noShow()).isEqualTo("f");

        calendly.guests.add(Guests.marked(event, now, marked));
        sync();
        assertThat(noShow()).isEqualTo("t");
    }

    private String noShow() {
        return sql.column("SELECT no_show FROM meeting_invitees").getFirst();
    }

    private boolean told(String event, Invitee guest, Instant at) {
        Told told = Told.delivered(at);
        ScheduledEvent said = Objects.requireNonNull(calendly.events.get(event));
        return done(() ->
                meetings.apply(new Knowledge(ORGANIZATION, said, told, List.of(guest), told))
                        .replaceWith(true));
    }

    private void sync() {
        age();
        read();
    }

    /// A sync, with all the turns that it takes.
    private void read() {
        var _ = done(() -> jobs.store(connection, SyncKind.REQUESTED));
        SyncPages pages =
                new SyncPages(calendly, meetings, foreign, budgets, settings, calendly.time);
        UnlistedMeetings unlisted =
                new UnlistedMeetings(calendly, meetings, jobs, budgets, settings, calendly.time);
        for (int turn = 0; turn < MANY_TURNS; turn++) {
            sql.execute("UPDATE sync_jobs SET due_at = now() WHERE state = 'pending'");
            Optional<SyncJob> job = done(() -> jobs.claim(UUID.randomUUID()));
            if (job.isEmpty()) {
                return;
            }
            var _ =
                    done(() ->
                            (job.get().place().listed()
                                            ? unlisted.turn(job.get(), ACCOUNT, ACCESS)
                                            : pages.turn(job.get(), ACCOUNT, ACCESS))
                                    .chain(it -> worker.write(job.get(), it))
                                    .replaceWith(true));
        }
    }

    /// What was stored is older than the sync that comes now.
    private void age() {
        sql.execute("UPDATE meetings SET updated_at = updated_at - interval '1 hour'");
        sql.execute("UPDATE sync_jobs SET created_at = created_at - interval '1 hour'");
        calendly.time.passes(Duration.ofSeconds(1));
    }

    private String event(String name, int hours, String host) {
        String uri = uri(name);
        calendly.events.put(uri, of(uri, hours, host));
        return uri;
    }

    private ScheduledEvent of(String uri, int hours, String... people) {
        Instant start = now.plus(Duration.ofHours(hours));
        return new ScheduledEvent(
                uri,
                "Meeting",
                true,
                start,
                start.plusSeconds(1_800),
                null,
                Arrays.stream(people)
                        .map(host -> new ScheduledEvent.Host(host, "Host", "host@example.test"))
                        .toList(),
                now.minusSeconds(3_600));
    }

    private static String uri(String name) {
        return "https://api.calendly.com/scheduled_events/" + name;
    }

    private String state() {
        return sql.column("SELECT state FROM sync_jobs ORDER BY created_at DESC").getFirst();
    }

    private String status(String event) {
        return sql.column(
                        "SELECT status FROM meetings WHERE connection_id = ? AND calendly_event_uri = ?",
                        connection,
                        event)
                .getFirst();
    }

    private String change(String event) {
        return sql.column(
                        "SELECT change_id FROM meeting_changes c JOIN meetings m ON m.id = c.meeting_id"
                                + " WHERE m.calendly_event_uri = ?",
                        event)
                .getFirst();
    }

    private static <T> T done(Supplier<Uni<T>> work) {
        try {
            return VertxContextSupport.subscribeAndAwait(work);
        } catch (Throwable failed) {
            throw new AssertionError(failed);
        }
    }
}
