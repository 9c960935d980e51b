package io.advicly.calendly.webhook.admin;

import io.advicly.calendly.platform.work.InBatches;
import io.advicly.calendly.platform.work.Watchdog;
import io.advicly.calendly.webhook.DeliveryState;
import io.advicly.calendly.webhook.WebhookSettings;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlResult;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.jboss.logging.Logger;

/// Deletes deliveries that are done with, a few at a time: bodies hold names and addresses.
/// Meetings stay. A repeat of a deleted one would be projected once more, which changes nothing.
@ApplicationScoped
public class DeliveryRetention {

    private static final Logger LOG = Logger.getLogger(DeliveryRetention.class);

    private static final String DELETE =
            """
            DELETE FROM calendly_webhook_deliveries WHERE id IN (
              SELECT id FROM calendly_webhook_deliveries
              WHERE state = $1 AND state <> 'pending' AND received_at < now() - $2::bigint * interval '1 second'
              ORDER BY received_at LIMIT $3 FOR UPDATE SKIP LOCKED)\
            """;

    private final Pool pool;
    private final WebhookSettings.Retention settings;
    private final Watchdog watchdog;

    DeliveryRetention(Pool pool, WebhookSettings settings, Watchdog watchdog) {
        this.watchdog = watchdog;
        this.pool = pool;
        this.settings = settings.retention();
    }

    @Scheduled(
            identity = "webhook-retention",
            every = "${calendly.webhook.retention.every:10m}",
            concurrentExecution = ConcurrentExecution.SKIP)
    public Uni<Void> deleteOld() {
        return watchdog.housekeeping("retention", this::run);
    }

    private Uni<Void> run() {
        return older(DeliveryState.PROCESSED, settings.done())
                .chain(() -> older(DeliveryState.IGNORED, settings.done()))
                .chain(() -> older(DeliveryState.DEAD, settings.dead()));
    }

    private Uni<Void> older(DeliveryState state, Duration age) {
        return InBatches.all(settings.batch(), () -> delete(state, age))
                .invoke(deleted -> {
                    if (deleted > 0) {
                        LOG.infof("deliveries.deleted state=%s count=%d", state.code(), deleted);
                    }
                })
                .replaceWithVoid();
    }

    private Uni<Integer> delete(DeliveryState state, Duration age) {
        return pool.preparedQuery(DELETE)
                .execute(Tuple.of(state.code(), age.toSeconds(), settings.batch()))
                .map(SqlResult::rowCount);
    }
}
