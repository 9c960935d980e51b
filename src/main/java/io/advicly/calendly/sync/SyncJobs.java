package io.advicly.calendly.sync;

import io.advicly.calendly.connection.Connection;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import io.vertx.core.eventbus.EventBus;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// The stored sync jobs, each change in a transaction of its own.
@ApplicationScoped
public class SyncJobs {

    /// Where a new job is announced inside the process.
    static final String BELL = "calendly.sync.requested";

    /// Longer than a turn, and than the calls and the transaction that it ends with.
    private static final Duration CLAIM = Duration.ofMinutes(2);

    private final SyncJobRepository rows;
    private final SyncScheduleRepository schedules;
    private final SyncSettings settings;
    private final Clock clock;
    private final EventBus bus;

    SyncJobs(
            SyncJobRepository rows,
            SyncScheduleRepository schedules,
            SyncSettings settings,
            Clock clock,
            EventBus bus) {
        this.rows = rows;
        this.schedules = schedules;
        this.settings = settings;
        this.clock = clock;
        this.bus = bus;
    }

    /// Stores a job, or finds the one that is pending already. It starts once this is committed.
    @WithTransaction
    public Uni<UUID> store(UUID connectionId, SyncKind kind) {
        SyncWindow window = SyncWindow.of(settings, clock.instant());
        return planned(
                rows.request(UUID.randomUUID(), connectionId, kind, window), connectionId, window);
    }

    /// The same for somebody who was not delivered to until now: one that is pending reads
    /// everything once more.
    @WithTransaction
    public Uni<UUID> storeAnew(UUID connectionId, SyncKind kind) {
        SyncWindow window = SyncWindow.of(settings, clock.instant());
        return planned(
                rows.requestAnew(UUID.randomUUID(), connectionId, kind, window),
                connectionId,
                window);
    }

    private Uni<UUID> planned(Uni<UUID> stored, UUID connectionId, SyncWindow window) {
        return stored.call(() ->
                schedules.plan(connectionId, nextNight(window.now()), settings.nightly().spread()));
    }

    /// Stores the nightly jobs that are due.
    ///
    /// @return how many
    @WithTransaction
    Uni<Integer> startNightly() {
        SyncWindow window = SyncWindow.of(settings, clock.instant());
        SyncSettings.Nightly nightly = settings.nightly();
        return schedules.startDue(
                window, nightly.batch(), nextNight(window.now()), nightly.spread());
    }

    /// Tells the worker of this process that there is something to do.
    public void ring() {
        var _ = bus.send(BELL, "");
    }

    /// How far the connection's meetings have been read.
    @WithTransaction
    public Uni<SyncProgress> progress(Connection connection) {
        return rows.meetings(connection.id())
                .chain(meetings ->
                        rows.latest(connection.id())
                                .chain(job ->
                                        job.map(row -> progress(row, connection, meetings))
                                                .orElseGet(() ->
                                                        Uni.createFrom()
                                                                .item(
                                                                        SyncProgress.none(
                                                                                meetings)))));
    }

    private Uni<SyncProgress> progress(SyncJobRow row, Connection connection, long meetings) {
        return rows.eventsOfLastDone(connection.id())
                .map(done ->
                        new SyncProgress(
                                row.state,
                                connection.sync().lastAt(),
                                meetings,
                                row.pages,
                                row.meetings,
                                done.map(events -> Math.max(events, row.meetings)).orElse(null)));
    }

    /// The next job, for one turn.
    ///
    /// @param claim how it is known from before it is made until its job's turn has ended
    @WithTransaction
    Uni<Optional<SyncJob>> claim(UUID claim) {
        return rows.claim(claim, CLAIM)
                .chain(id -> id == null ? Uni.createFrom().nullItem() : rows.findById(id))
                .map(row -> Optional.ofNullable(row).map(found -> SyncJob.of(found, claim)));
    }

    /// Has due again what this process has claimed, and does not know of: an answer of the database
    /// was lost.
    ///
    /// @param held the claims that it knows of, also those that it is just making
    @WithTransaction
    Uni<Integer> takeBack(Set<UUID> held) {
        return rows.takeBack(held, CLAIM);
    }

    /// A page is in: the next turn begins with the one after it.
    @WithTransaction
    Uni<Void> pageDone(SyncJob job, String nextPageToken, int events) {
        return rows.update(
                        "claimedBy = null, claimedIn = null, pageToken = ?1, pageFrom = null, pages = pages + 1, meetings = meetings + ?2,"
                                + " attempts = 0, lastError = null, dueAt = ?3 where id = ?4 and claim = ?5",
                        nextPageToken,
                        events,
                        clock.instant(),
                        job.id(),
                        job.claim())
                .replaceWithVoid();
    }

    /// A part of a page is in: the next turn goes on inside it.
    @WithTransaction
    Uni<Void> stopped(SyncJob job, Turn.Stopped turn) {
        return rows.update(
                        "claimedBy = null, claimedIn = null, pageFrom = ?1, meetings = meetings + ?2, attempts = 0, dueAt = ?3"
                                + " where id = ?4 and claim = ?5",
                        turn.pageFrom(),
                        turn.events(),
                        clock.instant().plus(turn.pause()),
                        job.id(),
                        job.claim())
                .replaceWithVoid();
    }

    /// @return false when somebody else has the job by now
    @WithTransaction
    Uni<Boolean> done(SyncJob job, int events) {
        return rows.update(
                        "claimedBy = null, claimedIn = null, state = ?1, pages = pages + 1, meetings = meetings + ?2, pageToken = null,"
                                + " pageFrom = null, lastError = null, finishedAt = ?3"
                                + " where id = ?4 and claim = ?5",
                        SyncJobRow.DONE,
                        events,
                        clock.instant(),
                        job.id(),
                        job.claim())
                .map(count -> count == 1);
    }

    /// @return false when somebody else has the job by now
    @WithTransaction
    Uni<Boolean> failed(SyncJob job, String error) {
        return rows.update(
                        "claimedBy = null, claimedIn = null, state = ?1, lastError = ?2, finishedAt = ?3 where id = ?4 and claim = ?5",
                        SyncJobRow.FAILED,
                        error,
                        clock.instant(),
                        job.id(),
                        job.claim())
                .map(count -> count == 1);
    }

    /// Another attempt later, from where the failed one came to.
    @WithTransaction
    Uni<Void> postponed(SyncJob job, Turn.Failed turn, Duration pause, String error) {
        return rows.update(
                        "claimedBy = null, claimedIn = null, pageFrom = ?1, meetings = meetings + ?2, attempts = ?3, dueAt = ?4, lastError = ?5"
                                + " where id = ?6 and claim = ?7",
                        turn.pageFrom(),
                        turn.events(),
                        turn.events() > 0 ? 0 : job.attempts(),
                        clock.instant().plus(pause),
                        error,
                        job.id(),
                        job.claim())
                .replaceWithVoid();
    }

    /// Another attempt later, from the very beginning.
    @WithTransaction
    Uni<Void> startedOver(SyncJob job, Duration pause, String error) {
        return rows.update(
                        "claimedBy = null, claimedIn = null, pageToken = null, pageFrom = null, pages = 0, meetings = 0, beganAt = instant,"
                                + " dueAt = ?1, lastError = ?2"
                                + " where id = ?3 and claim = ?4",
                        clock.instant().plus(pause),
                        error,
                        job.id(),
                        job.claim())
                .replaceWithVoid();
    }

    private Instant nextNight(Instant now) {
        return Nights.next(now, settings.nightly().start());
    }
}
