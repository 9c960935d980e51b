package io.advicly.calendly.subscription.record;

import io.advicly.calendly.platform.work.InBatches;
import io.advicly.calendly.platform.work.Watchdog;
import io.advicly.calendly.subscription.SubscriptionSettings;
import io.advicly.calendly.subscription.SweepSettings;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlResult;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/// Deletes the rows of subscriptions that are long gone, so that their number does not grow with
/// time. A delivery is listed and replayed with its subscription: while there is one, the row
/// stays. A connection that still shows the subscription shows none afterwards.
@ApplicationScoped
class SpentSubscriptions {

    private static final Logger LOG = Logger.getLogger(SpentSubscriptions.class);

    private static final String DELETE =
            """
            DELETE FROM calendly_webhook_subscriptions WHERE id IN (
              SELECT s.id FROM calendly_webhook_subscriptions s
              WHERE s.state IN ('DELETED', 'ORPHANED') AND NOT s.is_active
                AND s.updated_at < now() - $1::bigint * interval '1 second'
                AND NOT EXISTS (
                  SELECT FROM calendly_webhook_deliveries d WHERE d.subscription_id = s.id)
              ORDER BY s.updated_at LIMIT $2 FOR UPDATE SKIP LOCKED)\
            """;

    private final Pool pool;
    private final SubscriptionSettings settings;
    private final SweepSettings sweep;
    private final Watchdog watchdog;

    SpentSubscriptions(
            Pool pool, SubscriptionSettings settings, SweepSettings sweep, Watchdog watchdog) {
        this.watchdog = watchdog;
        this.pool = pool;
        this.settings = settings;
        this.sweep = sweep;
    }

    @Scheduled(
            identity = "spent-subscriptions",
            every = "${calendly.webhook.retention.every:10m}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> tick() {
        return watchdog.housekeeping("spent-subscriptions", this::run);
    }

    private Uni<Void> run() {
        return InBatches.all(sweep.batch(), this::delete)
                .invoke(count -> {
                    if (count > 0) {
                        LOG.infof("subscriptions.deleted count=%d", count);
                    }
                })
                .replaceWithVoid();
    }

    private Uni<Integer> delete() {
        return pool.preparedQuery(DELETE)
                .execute(Tuple.of(settings.retention().dead().toSeconds(), (long) sweep.batch()))
                .map(SqlResult::rowCount);
    }
}
