package io.advicly.calendly.webhook;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/// Deletes deliveries that are done with, a few at a time: bodies hold names and addresses.
/// Meetings stay. A repeat of a deleted one would be projected once more, which changes nothing.
@ApplicationScoped
class DeliveryRetention {

    private static final Logger LOG = Logger.getLogger(DeliveryRetention.class);

    private static final String DELETE =
            """
            DELETE FROM calendly_webhook_deliveries WHERE id IN (
              SELECT id FROM calendly_webhook_deliveries
              WHERE state = $1 AND state <> 'pending' AND received_at < $2
              ORDER BY received_at LIMIT $3 FOR UPDATE SKIP LOCKED)\
            """;

    private final Pool pool;
    private final WebhookSettings.Retention settings;
    private final Clock clock;

    DeliveryRetention(Pool pool, WebhookSettings settings, Clock clock) {
        this.pool = pool;
        this.settings = settings.retention();
        this.clock = clock;
    }

    @Scheduled(
            identity = "webhook-retention",
            every = "${calendly.webhook.retention.every:10m}",
            concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> deleteOld() {
        return older(DeliveryState.PROCESSED, settings.done())
                .chain(() -> older(DeliveryState.IGNORED, settings.done()))
                .chain(() -> older(DeliveryState.DEAD, settings.dead()));
    }

    private Uni<Void> older(DeliveryState state, Duration age) {
        return rest(state, age, 0)
                .invoke(deleted -> {
                    if (deleted > 0) {
                        LOG.infof("deliveries.deleted state=%s count=%d", state.code(), deleted);
                    }
                })
                .replaceWithVoid();
    }

    private Uni<Long> rest(DeliveryState state, Duration age, long before) {
        List<Object> parameters =
                List.of(
                        state.code(),
                        DeliveryFilter.at(clock.instant().minus(age)),
                        settings.batch());
        return pool.preparedQuery(DELETE)
                .execute(Tuple.from(parameters))
                .chain(rows -> {
                    long deleted = before + rows.rowCount();
                    return rows.rowCount() < settings.batch()
                            ? Uni.createFrom().item(deleted)
                            : rest(state, age, deleted);
                });
    }
}
