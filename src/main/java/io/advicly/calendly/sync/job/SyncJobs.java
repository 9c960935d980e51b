package io.advicly.calendly.sync.job;

import io.advicly.calendly.connection.Connection;
import io.advicly.calendly.platform.chain.Unis;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import io.vertx.core.eventbus.EventBus;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// The stored sync jobs, each change in a transaction of its own.
@ApplicationScoped
public class SyncJobs {

    /// What a pending job is set to that starts over, and that whoever works on it has lost.
    public static final String FROM_THE_START =
            """
            window_from = EXCLUDED.window_from, window_to = EXCLUDED.window_to,
            page_token = NULL, page_from = NULL, resume_from = NULL, reached = NULL,
            by_user = false, listed = false, fruitless = 0, pages = 0, meetings = 0, unreadable = 0,
            attempts = 0, last_error = NULL, claim = NULL, claimed_by = NULL, claimed_in = NULL,
            due_at = EXCLUDED.due_at, began_at = EXCLUDED.began_at\
            """;

    /// Where a new job is announced inside the process.
    public static final String BELL = "calendly.sync.requested";

    /// Longer than a turn, and than the calls and the transaction that it ends with.
    private static final Duration CLAIM = Duration.ofMinutes(2);

    private final SyncJobRepository rows;
    private final SeenRepository seen;
    private final SyncScheduleRepository schedules;
    private final SyncSettings settings;
    private final Clock clock;
    private final EventBus bus;

    SyncJobs(
            SyncJobRepository rows,
            SeenRepository seen,
            SyncScheduleRepository schedules,
            SyncSettings settings,
            Clock clock,
            EventBus bus) {
        this.rows = rows;
        this.seen = seen;
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
    public Uni<Integer> startNightly() {
        SyncWindow window = SyncWindow.of(settings, clock.instant());
        SyncSettings.Nightly nightly = settings.nightly();
        return schedules.startDue(
                window, nightly.batch(), nextNight(window.now()), nightly.spread());
    }

    /// Stores a job for connections whose meetings are to be filled.
    ///
    /// @return how many were due
    @WithTransaction
    public Uni<Integer> startFilling() {
        return schedules.startFilling(
                SyncWindow.of(settings, clock.instant()), settings.nightly().batch());
    }

    /// Tells the worker of this process that there is something to do.
    public void ring() {
        var _ = bus.send(BELL, "");
    }

    /// How far the connection's meetings have been read.
    @WithTransaction
    public Uni<SyncProgress> progress(Connection connection) {
        return progress(List.of(connection))
                .map(found -> Objects.requireNonNull(found.get(connection.id())));
    }

    /// The same for many, by connection, with one statement.
    @WithTransaction
    public Uni<Map<UUID, SyncProgress>> progress(List<Connection> all) {
        return rows.reached(all.stream().map(Connection::id).toList())
                .map(reached -> {
                    Map<UUID, SyncProgress> progress = new HashMap<>();
                    all.forEach(it -> progress.put(it.id(), progress(it, reached.get(it.id()))));
                    return progress;
                });
    }

    private static SyncProgress progress(
            Connection connection, SyncJobRepository.@Nullable Reached reached) {
        return reached == null
                ? SyncProgress.none(0)
                : reached.progress(connection.sync().lastAt());
    }

    /// The next job, for one turn.
    ///
    /// @param claim how it is known from before it is made until its job's turn has ended
    @WithTransaction
    public Uni<Optional<SyncJob>> claim(UUID claim) {
        return rows.claim(claim, CLAIM)
                .chain(id -> id == null ? Uni.createFrom().nullItem() : rows.findById(id))
                .map(row -> Optional.ofNullable(row).map(found -> SyncJob.of(found, claim)));
    }

    /// Has due again what this process has claimed, and does not know of: an answer of the database
    /// was lost.
    ///
    /// @param held the claims that it knows of, also those that it is just making
    @WithTransaction
    public Uni<Integer> takeBack(Set<UUID> held) {
        return rows.takeBack(held, CLAIM);
    }

    /// Records were left out of what was read.
    @WithTransaction
    public Uni<Void> leftOut(SyncJob job, int records) {
        return rows.update(
                        "unreadable = unreadable + ?1 where id = ?2 and claim = ?3",
                        records,
                        job.id(),
                        job.claim())
                .replaceWithVoid();
    }

    /// Which of these events it has read already.
    @WithTransaction
    public Uni<Set<String>> seen(SyncJob job, List<String> events) {
        return seen.among(job, events).map(Set::copyOf);
    }

    /// Meetings that are stored in the job's window and that it has not seen.
    @WithTransaction
    public Uni<List<SeenRepository.Unlisted>> unlisted(SyncJob job, int most) {
        return seen.unlisted(job, most);
    }

    /// What a turn has come to is in: the next one goes on from there.
    ///
    /// @return how many turns in a row have come to nothing new
    @WithTransaction
    public Uni<Integer> moved(SyncJob job, PageResult.GoesOn turn) {
        PageResult.Won won = turn.won();
        return seen.add(job, won.seen()).chain(fresh -> putMoved(fresh, job, won, turn));
    }

    private Uni<Integer> putMoved(
            SeenRepository.New fresh, SyncJob job, PageResult.Won won, PageResult.GoesOn turn) {
        int fruitless = Fruit.fruitless(job, won, fresh.all());
        return put(
                        job,
                        won,
                        fresh.events(),
                        won.asked() ? 0 : job.attempts() - 1,
                        fruitless,
                        turn.pause(),
                        turn.note())
                .replaceWith(fruitless);
    }

    /// Another attempt later, from where the failed one came to.
    ///
    /// @param pause by how often it has been tried since there was something new; empty where it is
    ///   of no use
    /// @return whether there is one
    @WithTransaction
    public Uni<Boolean> postponed(
            SyncJob job, PageResult.Won won, IntFunction<Optional<Duration>> pause, String error) {
        return seen.add(job, won.seen())
                .chain(fresh -> putPostponed(fresh, job, won, pause, error));
    }

    private Uni<Boolean> putPostponed(
            SeenRepository.New fresh,
            SyncJob job,
            PageResult.Won won,
            IntFunction<Optional<Duration>> pause,
            String error) {
        boolean isNew = Fruit.isNew(job, won, fresh.all());
        int attempts = isNew ? 0 : job.attempts();
        Optional<Duration> wait = pause.apply(Math.max(1, attempts));
        return put(
                        job,
                        won,
                        fresh.events(),
                        attempts,
                        isNew ? 0 : job.fruitless(),
                        wait.orElse(Duration.ZERO),
                        error)
                .replaceWith(wait.isPresent());
    }

    /// What is looked up one by one in the end was read before.
    private Uni<Void> put(
            SyncJob job,
            PageResult.Won won,
            int events,
            int attempts,
            int fruitless,
            Duration pause,
            @Nullable String note) {
        Place place = won.place();
        return rows.update(
                        "claimedBy = null, claimedIn = null, resumeFrom = ?1, pageToken = ?2, pageFrom = ?3, reached = ?4, byUser = ?5,"
                                + " listed = ?6, pages = pages + ?7, meetings = meetings + ?8, attempts = ?9,"
                                + " fruitless = ?10, dueAt = ?11, lastError = ?12 where id = ?13 and claim = ?14",
                        place.since(),
                        place.pageToken(),
                        place.pageFrom(),
                        place.reached(),
                        place.byUser(),
                        place.listed(),
                        won.pages(),
                        job.place().listed() ? 0 : events,
                        attempts,
                        fruitless,
                        clock.instant().plus(pause),
                        note,
                        job.id(),
                        job.claim())
                .replaceWithVoid();
    }

    /// @return false when somebody else has the job by now
    @WithTransaction
    public Uni<Boolean> done(SyncJob job) {
        return ended(job, SyncJobRow.DONE, null);
    }

    /// @return false when somebody else has the job by now
    @WithTransaction
    public Uni<Boolean> failed(SyncJob job, String error) {
        return ended(job, SyncJobRow.FAILED, error);
    }

    private Uni<Boolean> ended(SyncJob job, String state, @Nullable String error) {
        return rows.update(
                        "claimedBy = null, claimedIn = null, state = ?1, lastError = ?2, finishedAt = ?3, pageToken = null"
                                + " where id = ?4 and claim = ?5",
                        state,
                        error,
                        clock.instant(),
                        job.id(),
                        job.claim())
                .map(count -> count == 1)
                .call(ours -> ours ? seen.forget(job) : Unis.nothing());
    }

    private Instant nextNight(Instant now) {
        return Nights.next(now, settings.nightly().start());
    }
}
