package io.advicly.calendly.destination.work;

import io.advicly.calendly.destination.send.DestinationSecrets;
import io.advicly.calendly.feed.read.FeedNews;
import io.advicly.calendly.platform.claims.ClaimedWork;
import io.advicly.calendly.platform.log.RecurringLog;
import io.advicly.calendly.platform.work.IsolatedContexts;
import io.advicly.calendly.platform.work.Slots;
import io.advicly.calendly.security.cipher.MissingKeyException;
import io.advicly.calendly.security.cipher.SecretString;
import io.advicly.calendly.security.cipher.UndecryptableException;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/// Has destinations worked for to which something is to be sent, each on one replica. What comes
/// into the feed is looked at once, for all of them; those that it concerns are claimed together. A
/// destination that could not be claimed, as another replica has it or its address is away, is left
/// alone for a moment.
@ApplicationScoped
class EventDispatcher implements ClaimedWork {

    private static final RecurringLog RECURRING =
            new RecurringLog(Logger.getLogger(EventDispatcher.class));
    private static final int CLAIMED_TOGETHER = 50;
    private static final Duration BUSY = Duration.ofSeconds(5);
    private static final Duration FAILED = Duration.ofSeconds(5);
    private static final Duration WITHOUT_KEY = Duration.ofMinutes(1);

    private final FeedNews news;
    private final FeedWindow window;
    private final DestinationDirectory directory;
    private final Survey survey;
    private final DispatchTable table;
    private final DestinationSecrets secrets;
    private final Tools tools;
    private final Slots looks;
    private final Slots claims;
    private final Wants<DestinationRun> wants = new Wants<>(System::nanoTime);

    private volatile long seen;

    /// Something may have been missed: at the start, and when another replica has died.
    private final AtomicBoolean missed = new AtomicBoolean(true);

    private volatile boolean stopping;

    EventDispatcher(
            FeedNews news,
            FeedWindow window,
            DestinationDirectory directory,
            Survey survey,
            DispatchTable table,
            DestinationSecrets secrets,
            Tools tools,
            IsolatedContexts contexts) {
        this.news = news;
        this.window = window;
        this.directory = directory;
        this.survey = survey;
        this.table = table;
        this.secrets = secrets;
        this.tools = tools;
        this.looks = new Slots("destination-news", 1, contexts, tools.watchdog, this::lookAtNews);
        this.claims = new Slots("destination-claims", 1, contexts, tools.watchdog, this::claimSome);
    }

    void start(@Observes StartupEvent startup) {
        directory.subscribe(this::changed);
        var _ = news.subscribe(reached -> looks.wake());
    }

    void stop(@Observes ShutdownDelayInitiatedEvent announced) {
        stopping = true;
        looks.stop();
        claims.stop();
        wants.workers().forEach(DestinationRun::stop);
    }

    @Override
    public void freed() {
        wants.leaveNobodyAlone();
        missed.set(true);
        looks.wake();
    }

    /// Something is to be sent to these, or may be. To be called once a second, too, for those that
    /// were left alone.
    void want(Collection<UUID> ids) {
        if (stopping) {
            return;
        }
        ids.forEach(wants::want);
        if (wants.isAnyWanted()) {
            claims.wake();
        }
    }

    /// For what was missed: by whoever died, or while nothing could be heard.
    Uni<Void> lookAtAll() {
        return survey.behind(news.position()).invoke(this::want).replaceWithVoid();
    }

    private void changed(Set<UUID> ids) {
        for (UUID id : ids) {
            wants.leaveAloneNoMore(id);
            wants.worker(id).ifPresent(DestinationRun::change);
        }
        want(ids);
    }

    /// @return whether there may be more
    private Uni<Boolean> lookAtNews() {
        long from = seen;
        long upTo = news.position();
        if (missed.getAndSet(false)) {
            return lookAtAll()
                    .onFailure()
                    .invoke(() -> missed.set(true))
                    .invoke(() -> seen = Math.max(from, upTo))
                    .replaceWith(true);
        }
        if (upTo <= from || directory.isEmpty()) {
            seen = Math.max(from, upTo);
            return Uni.createFrom().item(false);
        }
        return window.concerned(from, upTo)
                .invoke(all -> {
                    want(all.stream().flatMap(directory::interestedIn).collect(Collectors.toSet()));
                    seen = upTo;
                })
                .replaceWith(true);
    }

    /// @return whether there may be more
    private Uni<Boolean> claimSome() {
        Set<UUID> some = stopping ? Set.of() : wants.take(CLAIMED_TOGETHER);
        if (some.isEmpty()) {
            return Uni.createFrom().item(false);
        }
        return table.claim(some)
                .invoke(jobs -> jobs.forEach(this::begin))
                .chain(jobs -> leaveBusyAlone(some, jobs))
                .onFailure()
                .invoke(() -> some.forEach(wants::want))
                .replaceWith(true);
    }

    /// Those that are paused, held, away or gone are not: their turn comes with a change or a time.
    private Uni<Void> leaveBusyAlone(Set<UUID> some, List<Job> claimed) {
        Set<UUID> refused = new HashSet<>(some);
        claimed.stream().map(Job::id).forEach(refused::remove);
        return refused.isEmpty()
                ? Uni.createFrom().voidItem()
                : table.busy(refused)
                        .invoke(busy -> wants.leaveAlone(busy, BUSY))
                        .replaceWithVoid();
    }

    private void begin(Job job) {
        List<SecretString> opened;
        try {
            opened = secrets.open(job.id(), job.secret(), job.previousSecret());
        } catch (MissingKeyException elsewhere) {
            leave(job, elsewhere);
            return;
        } catch (UndecryptableException broken) {
            table.giveUp(job)
                    .chain(() ->
                            tools.contexts.run(() -> tools.journal.note(job, "without_secret")))
                    .subscribe()
                    .with(done -> {}, failure -> notStored(job, failure));
            return;
        }
        DestinationRun run = new DestinationRun(job, opened, tools);
        wants.begun(job.id(), run);
        if (stopping) {
            run.stop();
        }
        tools.contexts
                .run(run::work)
                .onTermination()
                .invoke(() -> ended(job.id(), run))
                .subscribe()
                .with(done -> {}, failure -> failed(job, failure));
    }

    private void leave(Job job, MissingKeyException why) {
        wants.leaveAlone(Set.of(job.id()), WITHOUT_KEY);
        RECURRING.warn(
                "key",
                () ->
                        "destination.without_key destination=%s reason=%s"
                                .formatted(job.id(), why.getMessage()));
        release(job);
    }

    private void ended(UUID id, DestinationRun run) {
        if (wants.ended(id, run)) {
            want(Set.of(id));
        }
    }

    /// What was not stored is sent again, by whoever claims it next.
    private void failed(Job job, Throwable failure) {
        notStored(job, failure);
        wants.leaveAlone(Set.of(job.id()), FAILED);
        release(job);
    }

    private void release(Job job) {
        table.release(job).subscribe().with(done -> {}, failure -> notStored(job, failure));
    }

    private static void notStored(Job job, Throwable failure) {
        RECURRING.error(
                "run", failure, () -> "destination.not_stored destination=%s".formatted(job.id()));
    }
}
