package io.advicly.calendly.feed.read;

import io.advicly.calendly.platform.notice.NoticeListener;
import io.quarkus.runtime.ShutdownEvent;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/// Says how far the feed has got to other replicas, and hears it from them.
///
/// Not in the transaction itself: PostgreSQL lets those that notify commit one after the other.
/// Many share a notice, which waits for no disk; one that is lost only delays, as the sequencer's
/// clock looks too.
@ApplicationScoped
public class FeedNotice implements NoticeListener {

    private static final Logger LOG = Logger.getLogger(FeedNotice.class);
    private static final String CHANNEL = "calendly_feed";
    private static final String NOTIFY =
            "SELECT set_config('synchronous_commit', 'off', true), pg_notify('"
                    + CHANNEL
                    + "', $1)";
    private static final long GATHER_MILLIS = 20;

    private final Pool pool;
    private final Vertx vertx;
    private final FeedNews news;
    private final AtomicLong reached = new AtomicLong();
    private final AtomicBoolean gathering = new AtomicBoolean();
    private volatile boolean stopping;

    FeedNotice(Pool pool, Vertx vertx, FeedNews news) {
        this.pool = pool;
        this.vertx = vertx;
        this.news = news;
    }

    public void give(long position) {
        reached.accumulateAndGet(position, Math::max);
        if (!stopping && gathering.compareAndSet(false, true)) {
            vertx.setTimer(GATHER_MILLIS, timer -> tellOthers());
        }
    }

    void stop(@Observes ShutdownEvent shutdown) {
        stopping = true;
    }

    @Override
    public String channel() {
        return CHANNEL;
    }

    @Override
    public void heard(String payload) {
        news.at(Long.parseLong(payload));
    }

    private void tellOthers() {
        gathering.set(false);
        if (stopping) {
            return; // their clocks find it
        }
        pool.preparedQuery(NOTIFY)
                .execute(Tuple.of(Long.toString(reached.get())))
                .subscribe()
                .with(
                        told -> {},
                        failure ->
                                LOG.debugf("feed.notice_not_sent reason=%s", failure.getMessage()));
    }
}
