package io.advicly.calendly.webhook.queue;

import io.advicly.calendly.platform.work.Watchdog;
import io.advicly.calendly.webhook.WebhookMetrics;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/// Measures how much is waiting to be worked off, by all replicas together.
@ApplicationScoped
class QueueWatch {

    /// At most so many are looked at: a longer queue shows as this long.
    private static final int REACH = 10_000;

    private static final String LENGTH =
            """
            SELECT count(*) AS length,
              coalesce(extract(epoch FROM now() - min(received_at)), 0)::bigint AS age
            FROM (SELECT received_at FROM calendly_webhook_deliveries
                  WHERE state = 'pending' ORDER BY greatest(turn, due_at) LIMIT %d) AS queue\
            """
                    .formatted(REACH);

    private final Pool pool;
    private final WebhookMetrics metrics;
    private final Watchdog watchdog;

    QueueWatch(Pool pool, WebhookMetrics metrics, Watchdog watchdog) {
        this.watchdog = watchdog;
        this.pool = pool;
        this.metrics = metrics;
    }

    @Scheduled(
            identity = "webhook-queue",
            every = "15s",
            concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> look() {
        return watchdog.housekeeping("queue-watch", this::run);
    }

    private Uni<Void> run() {
        return pool.preparedQuery(LENGTH)
                .execute()
                .invoke(rows -> {
                    Row row = rows.iterator().next();
                    metrics.queue(row.getLong("length"), Duration.ofSeconds(row.getLong("age")));
                })
                .replaceWithVoid();
    }
}
