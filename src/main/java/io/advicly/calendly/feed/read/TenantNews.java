package io.advicly.calendly.feed.read;

import io.advicly.calendly.feed.FeedScope;
import io.advicly.calendly.platform.stop.StopDelay;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// For those who wait for events of one tenant: one statement finds whose events have come, however
/// many wait, and whoever waits for others' is not woken.
@ApplicationScoped
public class TenantNews {

    private static final Logger LOG = Logger.getLogger(TenantNews.class);

    private static final String TENANTS =
            "SELECT DISTINCT tenant_id FROM events WHERE position > $1 AND position <= $2";

    private final Pool pool;
    private final Vertx vertx;
    private final FeedNews news;
    private final Set<Waiter> waiters = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean looking = new AtomicBoolean();
    private final AtomicLong told = new AtomicLong();
    private volatile boolean over;

    TenantNews(Pool pool, Vertx vertx, FeedNews news) {
        this.pool = pool;
        this.vertx = vertx;
        this.news = news;
        var _ = news.subscribe(position -> look());
    }

    /// Each is itself alone, however alike two are.
    private static final class Waiter {

        private final @Nullable String tenant;
        private final UniEmitter<? super Boolean> woken;

        /// Up to here nothing has come for it.
        private volatile long looked;

        Waiter(@Nullable String tenant, long position, UniEmitter<? super Boolean> woken) {
            this.tenant = tenant;
            this.looked = position;
            this.woken = woken;
        }
    }

    /// Whether the feed has got just so far, as far as is known here: whoever waits for what comes
    /// after it need not look first.
    public boolean isLatest(long position) {
        return news.position() == position;
    }

    /// Waits until there may be something in the scope after this position.
    ///
    /// @return false when there was nothing for so long, or when the process begins to stop
    public Uni<Boolean> after(FeedScope scope, long position, Duration patience) {
        String tenant =
                switch (scope) {
                    case FeedScope.AllTenants() -> null;
                    case FeedScope.OneTenant(String id) -> id;
                };
        return Uni.createFrom().emitter(emitter -> wait(tenant, position, patience, emitter));
    }

    private void wait(
            @Nullable String tenant,
            long position,
            Duration patience,
            UniEmitter<? super Boolean> emitter) {
        Waiter waiter = new Waiter(tenant, position, emitter);
        waiters.add(waiter);
        long timer =
                vertx.setTimer(Math.max(1, patience.toMillis()), late -> emitter.complete(false));
        emitter.onTermination(() -> {
            waiters.remove(waiter);
            vertx.cancelTimer(timer);
        });
        // What came while nobody was looked for here may be missed by those who look next.
        if (over) {
            emitter.complete(false);
        } else if (told.get() > position) {
            emitter.complete(true);
        } else if (news.position() > position) {
            look();
        }
    }

    /// Whether the process has begun to stop.
    public boolean isOver() {
        return over;
    }

    void stop(@Observes StopDelay.Over begun) {
        over = true;
        waiters.forEach(waiter -> waiter.woken.complete(false));
    }

    /// Single file: what comes meanwhile is looked for next.
    private void look() {
        long from = told.get();
        long to = news.position();
        if (to <= from || !looking.compareAndSet(false, true)) {
            return;
        }
        if (waiters.isEmpty()) {
            told(to);
            return;
        }
        pool.preparedQuery(TENANTS)
                .execute(Tuple.of(from, to))
                .subscribe()
                .with(rows -> found(rows, to), failure -> unread(failure, to));
    }

    private void found(RowSet<Row> rows, long to) {
        Set<String> tenants = new HashSet<>();
        rows.forEach(row -> tenants.add(row.getString(0)));
        wake(tenants, to);
        told(to);
    }

    private void unread(Throwable failure, long to) {
        LOG.debugf("feed.news_unread reason=%s", failure.getMessage());
        waiters.forEach(waiter -> waiter.woken.complete(true));
        told(to);
    }

    private void wake(Set<String> tenants, long to) {
        for (Waiter waiter : waiters) {
            if (waiter.tenant == null || tenants.contains(waiter.tenant)) {
                waiter.woken.complete(true);
            } else {
                waiter.looked = Math.max(waiter.looked, to);
            }
        }
    }

    private void told(long to) {
        told.set(to);
        // Those that have come in between were looked for by nobody.
        for (Waiter waiter : waiters) {
            if (waiter.looked < to) {
                waiter.woken.complete(true);
            }
        }
        looking.set(false);
        look();
    }
}
