package io.advicly.calendly.feed.sequence;

import io.advicly.calendly.feed.read.FeedNews;
import io.advicly.calendly.feed.read.FeedNotice;
import io.advicly.calendly.platform.log.RecurringLog;
import io.advicly.calendly.platform.work.IsolatedContexts;
import io.advicly.calendly.platform.work.Watchdog;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/// Gives committed drafts their positions, in batches, until there are none. One replica at a time
/// is at it, whichever has been woken: another that finds it so comes back in a moment, as its own
/// drafts may have come too late for that one.
///
/// Working is single file in a process. Whoever finds it under way leaves a signal, which makes it
/// look once more before it ends: no wake-up is lost.
@ApplicationScoped
public class Sequencer {

    private static final RecurringLog RECURRING =
            new RecurringLog(Logger.getLogger(Sequencer.class));
    private static final long BUSY_MILLIS = 20;

    private final SequencerTable table;
    private final LateDrafts late;
    private final FeedNews news;
    private final FeedNotice notice;
    private final IsolatedContexts contexts;
    private final Watchdog watchdog;
    private final Vertx vertx;
    private final AtomicInteger signals = new AtomicInteger();
    private volatile boolean stopping;

    public Sequencer(
            SequencerTable table,
            LateDrafts late,
            FeedNews news,
            FeedNotice notice,
            IsolatedContexts contexts,
            Watchdog watchdog,
            Vertx vertx) {
        this.table = table;
        this.late = late;
        this.news = news;
        this.notice = notice;
        this.contexts = contexts;
        this.watchdog = watchdog;
        this.vertx = vertx;
    }

    /// Makes sure that what is committed now is sequenced, and returns at once.
    public void wake() {
        if (!stopping && signals.getAndIncrement() == 0) {
            contexts.run(this::workWhileSignalled).subscribe().with(done -> {}, this::failed);
        }
    }

    /// For what a process has left that died before it could say so, and for what a notice that was
    /// lost has left unsaid.
    @Scheduled(
            identity = "feed-sequencer",
            every = "1s",
            concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> tick() {
        return watchdog.turn("feed", this::look);
    }

    /// Until then there may be something to tell.
    void stop(@Observes ShutdownEvent shutdown) {
        stopping = true;
    }

    private Uni<Void> look() {
        return table.look().invoke(this::heed).replaceWithVoid();
    }

    private void heed(SequencerTable.Standing standing) {
        news.at(standing.position());
        if (standing.drafts()) {
            wake();
        }
    }

    private Uni<Void> workWhileSignalled() {
        return Multi.createBy()
                .repeating()
                .uni(() -> watchdog.turn("sequencer", this::workOnce))
                .whilst(again -> again)
                .onItem()
                .ignoreAsUni();
    }

    /// @return whether to go on
    private Uni<Boolean> workOnce() {
        int seen = signals.get();
        return late.render()
                .invoke(this::oneMore)
                .chain(rendered -> table.move())
                .map(moved -> signalled(seen, moved));
    }

    /// There may be more than are rendered at once.
    private void oneMore(boolean rendered) {
        if (rendered) {
            signals.incrementAndGet();
        }
    }

    /// Takes back the signals that this transaction has answered.
    private boolean signalled(int seen, Optional<SequencerTable.Moved> moved) {
        if (moved.isEmpty()) {
            vertx.setTimer(BUSY_MILLIS, timer -> wake());
        } else {
            told(moved.orElseThrow());
        }
        return signals.addAndGet(-seen) > 0 && !stopping;
    }

    private void told(SequencerTable.Moved moved) {
        if (moved.count() > 0) {
            news.at(moved.position());
            notice.give(moved.position());
        }
        if (moved.count() == SequencerTable.BATCH) {
            signals.incrementAndGet();
        }
    }

    private void failed(Throwable failure) {
        signals.set(0); // the clock comes back to it
        RECURRING.error("sequence", failure, () -> "feed.not_sequenced");
    }
}
