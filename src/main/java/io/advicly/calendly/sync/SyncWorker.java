package io.advicly.calendly.sync;

import io.advicly.calendly.calendly.CalendlyFailure;
import io.advicly.calendly.connection.AccessTokens;
import io.advicly.calendly.connection.Connection;
import io.advicly.calendly.connection.Connections;
import io.advicly.calendly.connection.ConsentNeededException;
import io.advicly.calendly.meeting.FeedBell;
import io.advicly.calendly.platform.RecurringLog;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Gives a claimed sync job its turn, and writes down how it ended.
@ApplicationScoped
class SyncWorker {

    private static final Logger LOG = Logger.getLogger(SyncWorker.class);
    private static final RecurringLog RECURRING = new RecurringLog(LOG);

    private final SyncJobs jobs;
    private final SyncPages pages;
    private final Connections connections;
    private final AccessTokens tokens;
    private final FeedBell bell;

    SyncWorker(
            SyncJobs jobs,
            SyncPages pages,
            Connections connections,
            AccessTokens tokens,
            FeedBell bell) {
        this.jobs = jobs;
        this.pages = pages;
        this.connections = connections;
        this.tokens = tokens;
        this.bell = bell;
    }

    /// Fails only where its end could not be written down: then the job comes due again.
    Uni<Void> work(SyncJob job) {
        if (job.attempts() > SyncRetry.ATTEMPTS) {
            return ended(job, "it never came to an end");
        }
        return connections
                .byId(job.connectionId())
                .chain(found ->
                        found.filter(Connection::active)
                                .map(it -> turn(job, it))
                                .orElseGet(() -> ended(job, "the connection is gone")))
                .onFailure()
                .recoverWithUni(
                        failure -> failed(job, new Turn.Failed(0, job.pageFrom(), failure)));
    }

    private Uni<Void> turn(SyncJob job, Connection connection) {
        return tokens.with(
                        connection.id(),
                        access -> pages.turn(job, connection.boundAccount(), access))
                .chain(turn -> write(job, turn))
                .onFailure(ConsentNeededException.class)
                .recoverWithUni(() -> ended(job, "the user has to consent again"))
                .onFailure(CalendlyFailure.Unauthenticated.class)
                .recoverWithUni(failure -> refused(job, failure))
                .invoke(() -> bell.synced(connection.owner()));
    }

    /// Not even a new token was taken: it goes on when the next one may be made.
    private Uni<Void> refused(SyncJob job, Throwable failure) {
        return tokens.untilRenewal(job.connectionId())
                .chain(pause -> failed(job, new Turn.Failed(0, job.pageFrom(), failure), pause));
    }

    private Uni<Void> write(SyncJob job, Turn turn) {
        return switch (turn) {
            case Turn.PageRead(int events, var next) ->
                    next == null ? done(job, events) : jobs.pageDone(job, next, events);
            case Turn.Stopped stopped -> jobs.stopped(job, stopped);
            case Turn.Failed failed -> failed(job, failed);
        };
    }

    private Uni<Void> done(SyncJob job, int events) {
        return jobs.done(job, events).chain(ours -> ours ? completed(job) : none());
    }

    private Uni<Void> completed(SyncJob job) {
        LOG.infof("sync.completed connection=%s pages=%d", job.connectionId(), job.pages() + 1);
        return synced(job, SyncJobRow.DONE, null);
    }

    private Uni<Void> ended(SyncJob job, String why) {
        return jobs.failed(job, why)
                .chain(ours -> ours ? synced(job, SyncJobRow.FAILED, why) : none())
                .invoke(() ->
                        LOG.warnf("sync.failed connection=%s reason=%s", job.connectionId(), why));
    }

    private Uni<Void> synced(SyncJob job, String state, @Nullable String error) {
        return connections.synced(job.connectionId(), state, error);
    }

    private Uni<Void> failed(SyncJob job, Turn.Failed turn) {
        return failed(job, turn, Duration.ZERO);
    }

    private Uni<Void> failed(SyncJob job, Turn.Failed turn, Duration atLeast) {
        Throwable failure = turn.failure();
        int attempts = turn.events() > 0 ? 1 : job.attempts();
        Optional<Duration> pause = SyncRetry.pause(attempts, failure, atLeast);
        String why = failure.getClass().getSimpleName();
        RECURRING.warn(
                failure.getClass().getName(),
                () ->
                        "sync.page_failed connection=%s attempts=%d failure=%s"
                                .formatted(job.connectionId(), attempts, failure));
        return pause.map(it ->
                        SyncRetry.fromTheStart(job, failure)
                                ? jobs.startedOver(job, it, why)
                                : jobs.postponed(job, turn, it, why))
                .orElseGet(() -> ended(job, why));
    }

    private static Uni<Void> none() {
        return Uni.createFrom().voidItem();
    }
}
