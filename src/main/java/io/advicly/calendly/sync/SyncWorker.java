package io.advicly.calendly.sync;

import io.advicly.calendly.connection.AccessTokens;
import io.advicly.calendly.connection.Connection;
import io.advicly.calendly.connection.Connections;
import io.advicly.calendly.connection.Refreshed;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.vertx.ConsumeEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/// Claims sync jobs and runs them, one at a time on each replica.
@ApplicationScoped
class SyncWorker {

    private static final Logger LOG = Logger.getLogger(SyncWorker.class);

    private final SyncJobs jobs;
    private final SyncPages pages;
    private final Connections connections;
    private final AccessTokens tokens;

    SyncWorker(SyncJobs jobs, SyncPages pages, Connections connections, AccessTokens tokens) {
        this.jobs = jobs;
        this.pages = pages;
        this.connections = connections;
        this.tokens = tokens;
    }

    @ConsumeEvent(SyncJobs.BELL)
    Uni<Void> onBell(String ignored) {
        return drain();
    }

    /// For jobs of replicas that died, and for those that wait for another attempt.
    @Scheduled(every = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> poll() {
        return drain();
    }

    private Uni<Void> drain() {
        return jobs.claim()
                .chain(job ->
                        job.map(it -> run(it).chain(this::drain))
                                .orElseGet(() -> Uni.createFrom().voidItem()));
    }

    private Uni<Void> run(SyncJob job) {
        return connections
                .byId(job.connectionId())
                .chain(found ->
                        found.filter(Connection::active)
                                .map(it -> read(job, it))
                                .orElseGet(() -> ended(job, "the connection is gone")))
                .onFailure()
                .recoverWithUni(failure -> failed(job, failure));
    }

    private Uni<Void> read(SyncJob job, Connection connection) {
        return tokens.valid(connection.id())
                .chain(refreshed ->
                        switch (refreshed) {
                            case Refreshed.ConsentNeeded _ ->
                                    ended(job, "the user has to consent again");
                            case Refreshed.Token token ->
                                    pages.next(job, connection.boundAccount(), token.accessToken())
                                            .chain(after ->
                                                    after.pageToken() == null
                                                            ? done(after)
                                                            : goOn(after, connection));
                        });
    }

    /// Each page is a failure domain of its own: its retries are counted from its own first
    /// attempt.
    private Uni<Void> goOn(SyncJob job, Connection connection) {
        return read(job, connection).onFailure().recoverWithUni(failure -> failed(job, failure));
    }

    private Uni<Void> done(SyncJob job) {
        return jobs.finished(job, SyncJobRow.DONE, null)
                .chain(() -> connections.synced(job.connectionId(), SyncJobRow.DONE, null))
                .invoke(() ->
                        LOG.infof(
                                "sync.completed connection=%s pages=%d",
                                job.connectionId(), job.pages()));
    }

    private Uni<Void> ended(SyncJob job, String why) {
        return jobs.finished(job, SyncJobRow.FAILED, why)
                .chain(() -> connections.synced(job.connectionId(), SyncJobRow.FAILED, why))
                .invoke(() ->
                        LOG.warnf("sync.failed connection=%s reason=%s", job.connectionId(), why));
    }

    private Uni<Void> failed(SyncJob job, Throwable failure) {
        Optional<Duration> pause = SyncRetry.pause(job.attempts(), failure);
        String why = failure.getClass().getSimpleName();
        LOG.warnf(
                "sync.page_failed connection=%s attempts=%d failure=%s",
                job.connectionId(), job.attempts(), failure);
        return pause.map(it -> jobs.postponed(job, it, why, SyncRetry.fromTheStart(job, failure)))
                .orElseGet(() -> ended(job, why));
    }
}
