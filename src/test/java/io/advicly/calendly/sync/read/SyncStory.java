package io.advicly.calendly.sync.read;

import io.advicly.calendly.calendly.Access;
import io.advicly.calendly.calendly.event.ScheduledEvent;
import io.advicly.calendly.connection.LinkedAccount;
import io.advicly.calendly.connection.token.TestReaders;
import io.advicly.calendly.meeting.HostRows;
import io.advicly.calendly.meeting.projection.MeetingProjection;
import io.advicly.calendly.security.cipher.SecretString;
import io.advicly.calendly.sync.StubCalendly;
import io.advicly.calendly.sync.job.SyncJob;
import io.advicly.calendly.sync.job.SyncJobs;
import io.advicly.calendly.sync.job.SyncKind;
import io.advicly.calendly.sync.job.SyncSettings;
import io.advicly.calendly.sync.work.SyncWorker;
import io.advicly.calendly.testing.Sql;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/// Somebody's calendar, and syncs of it, turn by turn.
@Singleton
public class SyncStory {

    public static final String ORGANIZATION = "https://api.calendly.com/organizations/stories";
    public static final String ME = "https://api.calendly.com/users/story";
    public static final String OTHER = "https://api.calendly.com/users/other";
    private static final LinkedAccount ACCOUNT =
            new LinkedAccount(ME, ORGANIZATION, null, null, null);
    private static final int MANY_TURNS = 60;

    private final MeetingProjection meetings;
    private final ForeignEvents foreign;
    private final CallBudgets budgets;
    private final SyncSettings settings;
    private final SyncJobs jobs;
    private final SyncWorker worker;
    private final TestReaders readers;
    private final HostRows hosts;
    private final Sql sql;

    private StubCalendly calendly = new StubCalendly();
    private Access access = Access.with(SecretString.of("access"));
    private Instant now = Instant.now();
    private UUID connection = UUID.randomUUID();

    SyncStory(
            MeetingProjection meetings,
            ForeignEvents foreign,
            CallBudgets budgets,
            SyncSettings settings,
            SyncJobs jobs,
            SyncWorker worker,
            TestReaders readers,
            HostRows hosts,
            Sql sql) {
        this.meetings = meetings;
        this.foreign = foreign;
        this.budgets = budgets;
        this.settings = settings;
        this.jobs = jobs;
        this.worker = worker;
        this.readers = readers;
        this.hosts = hosts;
        this.sql = sql;
    }

    /// Nobody else is connected, and the calendar is empty.
    public void begin() {
        sql.execute("TRUNCATE sync_jobs, calendar_connections CASCADE");
        calendly = new StubCalendly();
        access = Access.with(SecretString.of("access"));
        now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        connection = hosts.connect("default", "story", ME, ORGANIZATION);
    }

    public StubCalendly calendly() {
        return calendly;
    }

    /// How many records could not be read so far.
    public int unread() {
        return access.unread().doubts();
    }

    public Instant now() {
        return now;
    }

    UUID connection() {
        return connection;
    }

    public void sync() {
        age();
        read();
    }

    /// A sync, with all the turns that it takes.
    public void read() {
        read(SyncKind.REQUESTED);
    }

    public void read(SyncKind kind) {
        request(kind);
        SyncPages pages =
                new SyncPages(
                        calendly,
                        meetings,
                        foreign,
                        new LargeEvents(calendly),
                        jobs,
                        budgets,
                        settings,
                        calendly.time);
        UnlistedMeetings unlisted =
                new UnlistedMeetings(
                        calendly,
                        readers.asking(calendly),
                        new HostsOwnList(calendly),
                        meetings,
                        jobs,
                        budgets,
                        settings,
                        calendly.time);
        for (int turn = 0; turn < MANY_TURNS; turn++) {
            sql.execute("UPDATE sync_jobs SET due_at = now() WHERE state = 'pending'");
            Optional<SyncJob> job = done(() -> jobs.claim(UUID.randomUUID()));
            if (job.isEmpty()) {
                return;
            }
            var _ =
                    done(() ->
                            (job.get().place().listed()
                                            ? unlisted.turn(job.get(), ACCOUNT, access)
                                            : pages.turn(job.get(), ACCOUNT, access))
                                    .chain(it -> worker.write(job.get(), it))
                                    .replaceWith(true));
        }
    }

    public void request(SyncKind kind) {
        var _ = done(() -> jobs.store(connection, kind));
    }

    /// What was stored is older than the sync that comes now.
    public void age() {
        sql.execute("UPDATE meetings SET updated_at = updated_at - interval '1 hour'");
        sql.execute("UPDATE sync_jobs SET created_at = created_at - interval '1 hour'");
        calendly.time.passes(Duration.ofSeconds(1));
    }

    public String event(String name, int hours, String host) {
        String uri = uri(name);
        calendly.events.put(uri, startingIn(uri, hours, host));
        return uri;
    }

    public ScheduledEvent startingIn(String uri, int hours, String... people) {
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

    public static String uri(String name) {
        return "https://api.calendly.com/scheduled_events/" + name;
    }

    public String state() {
        return sql.column("SELECT state FROM sync_jobs ORDER BY created_at DESC").getFirst();
    }

    String status(String event) {
        return status(event, connection);
    }

    String status(String event, UUID host) {
        return sql.column(
                        "SELECT status FROM meetings WHERE connection_id = ? AND calendly_event_uri = ?",
                        host,
                        event)
                .getFirst();
    }

    public String change(String event) {
        return sql.column(
                        "SELECT change_id FROM meeting_changes c JOIN meetings m ON m.id = c.meeting_id"
                                + " WHERE m.calendly_event_uri = ?",
                        event)
                .getFirst();
    }

    public static <T> T done(Supplier<Uni<T>> work) {
        try {
            return VertxContextSupport.subscribeAndAwait(work);
        } catch (Throwable failed) {
            throw new AssertionError(failed);
        }
    }
}
