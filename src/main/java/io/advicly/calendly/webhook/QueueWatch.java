package io.advicly.calendly.webhook;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;

/// Measures how much is waiting to be worked off, by all replicas together.
@ApplicationScoped
class QueueWatch {

    /// At most so many are looked at: a longer queue shows as this long.
    private static final int REACH = 10_000;

    private static final String LENGTH =
            """
            SELECT count(*) AS length, min(received_at) AS oldest
            FROM (SELECT received_at FROM calendly_webhook_deliveries
                  WHERE state = 'pending' ORDER BY greatest(turn, due_at) LIMIT %d) AS queue\
            """
                    .formatted(REACH);

    private final Pool pool;
    private final WebhookMetrics metrics;
    private final Clock clock;

    QueueWatch(Pool pool, WebhookMetrics metrics, Clock clock) {
        this.pool = pool;
        this.metrics = metrics;
        this.clock = clock;
    }

    @Scheduled(
            identity = "webhook-queue",
            every = "15s",
            concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> look() {
        return pool.preparedQuery(LENGTH)
                .execute()
                .invoke(rows -> {
                    Row row = rows.iterator().next();
                    OffsetDateTime oldest = row.getOffsetDateTime("oldest");
                    metrics.queue(
                            row.getLong("length"),
                            oldest == null
                                    ? Duration.ZERO
                                    : Duration.between(oldest.toInstant(), clock.instant()));
                })
                .replaceWithVoid();
    }
}
