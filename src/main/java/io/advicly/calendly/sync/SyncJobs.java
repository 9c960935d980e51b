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
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The stored sync jobs, each change in a transaction of its own.
@ApplicationScoped
public class SyncJobs {

    /// Where a new job is announced inside the process.
    static final String BELL = "calendly.sync.requested";

    /// Longer than one page takes: its calls to Calendly and its transactions.
    private static final Duration CLAIM = Duration.ofMinutes(2);

    private final SyncJobRepository rows;
    private final SyncSettings settings;
    private final Clock clock;
    private final EventBus bus;

    SyncJobs(SyncJobRepository rows, SyncSettings settings, Clock clock, EventBus bus) {
        this.rows = rows;
        this.settings = settings;
        this.clock = clock;
        this.bus = bus;
    }

    /// Stores a job, or finds the one that is pending already. It starts once this is committed.
    @WithTransaction
    public Uni<UUID> store(UUID connectionId, SyncKind kind) {
        Instant now = clock.instant();
        return rows.request(
                UUID.randomUUID(),
                connectionId,
                kind,
                now.minus(settings.past()),
                now.plus(settings.future()),
                now);
    }

    /// Tells the worker of this process that there is something to do.
    public void ring() {
        var _ = bus.send(BELL, "");
    }

    /// How far the connection's meetings have been read.
    @WithTransaction
    public Uni<SyncProgress> progress(Connection connection) {
        return rows.latest(connection.id())
                .chain(job ->
                        rows.meetings(connection.id())
                                .map(count -> progress(job, connection.sync().lastAt(), count)));
    }

    @WithTransaction
    Uni<Optional<SyncJob>> claim() {
        Instant now = clock.instant();
        return rows.claim(now, now.plus(CLAIM))
                .chain(id -> id == null ? Uni.createFrom().nullItem() : rows.findById(id))
                .map(row -> Optional.ofNullable(row).map(SyncJob::of));
    }

    /// A page is in: a restart goes on with the next one.
    @WithTransaction
    Uni<SyncJob> pageDone(SyncJob job, @Nullable String nextPageToken, int meetings) {
        return rows.update(
                        "pageToken = ?1, pages = pages + 1, meetings = meetings + ?2, attempts = 1,"
                                + " dueAt = ?3 where id = ?4",
                        nextPageToken,
                        meetings,
                        clock.instant().plus(CLAIM),
                        job.id())
                .replaceWith(job.at(nextPageToken));
    }

    @WithTransaction
    Uni<Void> finished(SyncJob job, String state, @Nullable String error) {
        return rows.update(
                        "state = ?1, lastError = ?2, finishedAt = ?3 where id = ?4",
                        state,
                        error,
                        clock.instant(),
                        job.id())
                .replaceWithVoid();
    }

    @WithTransaction
    Uni<Void> postponed(SyncJob job, Duration pause, String error, boolean fromTheStart) {
        String update = "dueAt = ?1, lastError = ?2" + (fromTheStart ? ", pageToken = null" : "");
        return rows.update(update + " where id = ?3", clock.instant().plus(pause), error, job.id())
                .replaceWithVoid();
    }

    private static SyncProgress progress(
            Optional<SyncJobRow> job, @Nullable Instant lastAt, long meetings) {
        return new SyncProgress(job.map(row -> row.state).orElse("none"), lastAt, meetings);
    }
}
