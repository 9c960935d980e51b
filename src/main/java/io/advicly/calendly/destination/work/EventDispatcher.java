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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
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
    private static final Duration LEFT_ALONE = Duration.ofSeconds(1);
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
    private final Set<UUID> wanted = ConcurrentHashMap.newKeySet();
    private final Map<UUID, DestinationRun> runs = new ConcurrentHashMap<>();

    /// Until when, in nanoseconds.
    private final Map<UUID, Long> leftAlone = new ConcurrentHashMap<>();

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
        runs.values().forEach(DestinationRun::stop);
    }

    @Override
    public void freed() {
        leftAlone.clear();
        missed.set(true);
        looks.wake();
    }

    /// Something is to be sent to these, or may be.
    void want(Collection<UUID> ids) {
        if (stopping) {
            return;
        }
        for (UUID id : ids) {
            DestinationRun run = runs.get(id);
            if (run != null) {
                run.more();
            } else if (!isLeftAlone(id)) {
                wanted.add(id);
            }
        }
        if (!wanted.isEmpty()) {
            claims.wake();
        }
    }

    /// For what was missed: by whoever died, or while nothing could be heard.
    Uni<Void> lookAtAll() {
        leftAlone.values().removeIf(until -> until - System.nanoTime() <= 0);
        return survey.behind(news.position()).invoke(this::want).replaceWithVoid();
    }

    private boolean isLeftAlone(UUID id) {
        Long until = leftAlone.get(id);
        return until != null && until - System.nanoTime() > 0;
    }

    private void leaveAlone(UUID id, Duration time) {
        leftAlone.put(id, System.nanoTime() + time.toNanos());
    }

    private void changed(Set<UUID> ids) {
        for (UUID id : ids) {
            leftAlone.remove(id);
            DestinationRun run = runs.get(id);
            if (run != null) {
                run.change();
            }
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
        Set<UUID> some = wanted.stream().limit(CLAIMED_TOGETHER).collect(Collectors.toSet());
        if (some.isEmpty() || stopping) {
            return Uni.createFrom().item(false);
        }
        wanted.removeAll(some);
        return table.claim(some)
                .onFailure()
                .invoke(() -> wanted.addAll(some))
                .invoke(jobs -> {
                    some.forEach(id -> leaveAlone(id, LEFT_ALONE));
                    jobs.forEach(this::begin);
                })
                .replaceWith(true);
    }

    private void begin(Job job) {
        leftAlone.remove(job.id());
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
                    .with(done -> {}, failure -> failed(job, failure));
            return;
        }
        DestinationRun run = new DestinationRun(job, opened, tools);
        runs.put(job.id(), run);
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
        leaveAlone(job.id(), WITHOUT_KEY);
        RECURRING.warn(
                "key",
                () ->
                        "destination.without_key destination=%s reason=%s"
                                .formatted(job.id(), why.getMessage()));
        table.release(job).subscribe().with(done -> {}, failure -> failed(job, failure));
    }

    private void ended(UUID id, DestinationRun run) {
        runs.remove(id, run);
        if (run.hasMore() || run.isChanged()) {
            want(Set.of(id));
        }
    }

    private static void failed(Job job, Throwable failure) {
        RECURRING.error(
                "run", failure, () -> "destination.not_stored destination=%s".formatted(job.id()));
    }
}
