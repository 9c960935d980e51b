package io.advicly.calendly.platform.health;

import io.advicly.calendly.platform.chain.Patience;
import io.advicly.calendly.platform.chain.Unis;
import io.advicly.calendly.platform.database.BoundedPool;
import io.advicly.calendly.platform.log.RecurringLog;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import io.vertx.pgclient.PgConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Ready is who can write to the database: one that only reads, or whose disk is full, serves
/// nobody.
///
/// On a connection of its own: behind the load in the pool's queue, a busy hour would take all
/// replicas out of service at once.
@Readiness
@ApplicationScoped
class DatabaseHealth implements AsyncHealthCheck {

    private static final RecurringLog RECURRING =
            new RecurringLog(Logger.getLogger(DatabaseHealth.class));
    private static final String NAME = "Database";

    /// A row for all replicas together; no lease ever has this name.
    private static final String WRITE =
            """
            INSERT INTO leases (name, owner, expires_at)
            VALUES ('readiness', '00000000-0000-0000-0000-000000000000', now())
            ON CONFLICT (name) DO UPDATE SET expires_at = now()\
            """;

    /// Below the time-outs of those who ask.
    private static final Duration PATIENCE = Duration.ofMillis(2_500);

    /// However many ask, this is asked once a second.
    private static final Duration KNOWN_FOR = Duration.ofSeconds(1);

    private final BoundedPool connections;
    private final AtomicReference<@Nullable PgConnection> current = new AtomicReference<>();
    private final Uni<HealthCheckResponse> answer;
    private volatile long askAgainAt = System.nanoTime();

    DatabaseHealth(BoundedPool connections) {
        this.connections = connections;
        this.answer =
                Patience.of(PATIENCE, Uni.createFrom().deferred(this::write))
                        .fail()
                        .replaceWith(HealthCheckResponse.up(NAME))
                        .onFailure()
                        .recoverWithItem(DatabaseHealth::notWritable)
                        .onTermination()
                        .invoke(() -> askAgainAt = System.nanoTime() + KNOWN_FOR.toNanos())
                        .memoize()
                        .until(() -> System.nanoTime() - askAgainAt > 0);
    }

    private static HealthCheckResponse notWritable(Throwable failure) {
        RECURRING.warn(
                "not_writable",
                () -> "database.not_writable failure=%s".formatted(failure.getMessage()));
        return HealthCheckResponse.down(NAME);
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return answer;
    }

    private Uni<Void> write() {
        // Whoever asks meanwhile gets this answer.
        askAgainAt = System.nanoTime() + PATIENCE.multipliedBy(2).toNanos();
        PgConnection open = current.get();
        Uni<PgConnection> connection =
                open == null ? connections.single().invoke(this::keep) : Unis.item(open);
        return connection.chain(this::writeOn);
    }

    private Uni<Void> writeOn(PgConnection connection) {
        return Uni.createFrom()
                .completionStage(() -> connection.query(WRITE).execute().toCompletionStage())
                .replaceWithVoid()
                .onFailure()
                .invoke(() -> {
                    current.compareAndSet(connection, null);
                    var _ = connection.close();
                });
    }

    private void keep(PgConnection connection) {
        current.set(connection);
        connection.closeHandler(closed -> current.compareAndSet(connection, null));
    }
}
