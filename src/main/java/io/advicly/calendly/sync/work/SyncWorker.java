package io.advicly.calendly.sync.work;

import io.advicly.calendly.calendly.Access;
import io.advicly.calendly.calendly.CalendlyFailure;
import io.advicly.calendly.calendly.Unread;
import io.advicly.calendly.connection.Connection;
import io.advicly.calendly.connection.LinkedAccount;
import io.advicly.calendly.connection.consent.Connections;
import io.advicly.calendly.connection.token.AccessTokens;
import io.advicly.calendly.connection.token.ConsentNeededException;
import io.advicly.calendly.meeting.stream.ChangeNotifier;
import io.advicly.calendly.platform.chain.Unis;
import io.advicly.calendly.platform.log.RecurringLog;
import io.advicly.calendly.sync.job.Fruit;
import io.advicly.calendly.sync.job.PageResult;
import io.advicly.calendly.sync.job.SyncJob;
import io.advicly.calendly.sync.job.SyncJobRow;
import io.advicly.calendly.sync.job.SyncJobs;
import io.advicly.calendly.sync.read.SyncPages;
import io.advicly.calendly.sync.read.UnlistedMeetings;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Gives a claimed sync job its turn, and writes down how it ended.
@ApplicationScoped
public class SyncWorker {

    private static final Logger LOG = Logger.getLogger(SyncWorker.class);
    private static final RecurringLog RECURRING = new RecurringLog(LOG);

    private final SyncJobs jobs;
    private final SyncPages pages;
    private final UnlistedMeetings unlisted;
    private final Connections connections;
    private final AccessTokens tokens;
    private final ChangeNotifier bell;

    SyncWorker(
            SyncJobs jobs,
            SyncPages pages,
            UnlistedMeetings unlisted,
            Connections connections,
            AccessTokens tokens,
            ChangeNotifier bell) {
        this.jobs = jobs;
        this.pages = pages;
        this.unlisted = unlisted;
        this.connections = connections;
        this.tokens = tokens;
        this.bell = bell;
    }

    /// Fails only where its end could not be written down: then the job comes due again.
    Uni<Void> work(SyncJob job) {
        if (job.attempts() > job.mostAttempts()) {
            return ended(job, "it never came to an end");
        }
        return connections
                .byId(job.connectionId())
                .chain(found ->
                        found.filter(Connection::active)
                                .map(it -> turn(job, it))
                                .orElseGet(() -> ended(job, "the connection is gone")))
                .onFailure()
                .recoverWithUni(failure -> failedAtOnce(failure, job));
    }

    private Uni<Void> failedAtOnce(Throwable failure, SyncJob job) {
        return failed(job, new PageResult.Failed(PageResult.Won.nothing(job.place()), failure));
    }

    private Uni<Void> turn(SyncJob job, Connection connection) {
        return tokens.with(
                        connection.id(),
                        access ->
                                take(job, connection.boundAccount(), access)
                                        .call(pageResult ->
                                                leftOut(job, pageResult, access.unread())))
                .chain(pageResult -> write(job, pageResult))
                .onFailure(ConsentNeededException.class)
                .recoverWithUni(() -> ended(job, "the user has to consent again"))
                .onFailure(CalendlyFailure.Unauthenticated.class)
                .recoverWithUni(failure -> refused(job, failure))
                .invoke(() -> bell.synced(connection.owner()));
    }

    /// Not even a new token was taken: it goes on when the next one may be made.
    private Uni<Void> refused(SyncJob job, Throwable failure) {
        return tokens.untilRenewal(job.connectionId())
                .chain(pause -> failedForNow(pause, job, failure));
    }

    private Uni<Void> failedForNow(Duration pause, SyncJob job, Throwable failure) {
        return failed(
                job, new PageResult.Failed(PageResult.Won.nothing(job.place()), failure), pause);
    }

    private Uni<PageResult> take(SyncJob job, LinkedAccount account, Access access) {
        return job.place().listed()
                ? unlisted.turn(job, account, access)
                : pages.turn(job, account, access);
    }

    /// A page that is read again lists the same events: they are counted the first time.
    private Uni<Void> leftOut(SyncJob job, PageResult pageResult, Unread unread) {
        boolean again =
                pageResult instanceof PageResult.Failed failed && failed.won().seen().isEmpty();
        boolean first = job.place().pageFrom() == null && !again;
        int records = unread.others() + (first ? unread.events() : 0);
        return records == 0 ? none() : jobs.leftOut(job, records);
    }

    /// Writes down what has come of a turn.
    public Uni<Void> write(SyncJob job, PageResult pageResult) {
        return switch (pageResult) {
            case PageResult.GoesOn goesOn ->
                    jobs.moved(job, goesOn).chain(fruitless -> moved(job, goesOn, fruitless));
            case PageResult.Ended() -> done(job);
            case PageResult.Failed failed -> failed(job, failed);
        };
    }

    private Uni<Void> moved(SyncJob job, PageResult.GoesOn pageResult, int fruitless) {
        if (fruitless < Fruit.TURNS) {
            return none();
        }
        String why = "nothing new in %d turns".formatted(fruitless);
        return ended(job, pageResult.note() == null ? why : why + ": " + pageResult.note());
    }

    private Uni<Void> done(SyncJob job) {
        return jobs.done(job).chain(ours -> ours ? completed(job) : none());
    }

    private Uni<Void> completed(SyncJob job) {
        LOG.infof("sync.completed connection=%s pages=%d", job.connectionId(), job.pages());
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

    /// Where everything that Calendly lists has been read, a look-up that goes on failing fails no
    /// sync: the next one asks again.
    private Uni<Void> failed(SyncJob job, PageResult.Failed pageResult) {
        return failed(job, pageResult, Duration.ZERO);
    }

    private Uni<Void> failed(SyncJob job, PageResult.Failed pageResult, Duration atLeast) {
        Throwable failure = pageResult.failure();
        String why = failure.getClass().getSimpleName();
        RECURRING.warn(
                failure.getClass().getName(),
                () ->
                        "sync.page_failed connection=%s attempts=%d failure=%s"
                                .formatted(job.connectionId(), job.attempts(), failure));
        return jobs.postponed(
                        job,
                        pageResult.won(),
                        tried -> SyncRetry.pause(tried, job.mostAttempts(), failure, atLeast),
                        why)
                .chain(again ->
                        again ? none() : job.place().listed() ? done(job) : ended(job, why));
    }

    private static Uni<Void> none() {
        return Unis.nothing();
    }
}
