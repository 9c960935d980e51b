package io.advicly.calendly.webhook;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.pgclient.PgConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/// Hears from PostgreSQL when any replica has stored a delivery, and wakes this one's worker.
///
/// Holds one connection of the pool for as long as it lives. After a lost connection it listens
/// anew, and wakes the worker once for what it may have missed.
@ApplicationScoped
class DeliveryListener {

    static final String CHANNEL = "calendly_delivery";

    private static final Logger LOG = Logger.getLogger(DeliveryListener.class);
    private static final long RECONNECT_MILLIS = 1_000;

    private final Pool pool;
    private final Vertx vertx;
    private final DeliveryWorker worker;
    private volatile boolean stopping;

    DeliveryListener(Pool pool, Vertx vertx, DeliveryWorker worker) {
        this.pool = pool;
        this.vertx = vertx;
        this.worker = worker;
    }

    void start(@Observes StartupEvent startup) {
        connect();
    }

    void stop(@Observes ShutdownEvent shutdown) {
        stopping = true;
    }

    private void connect() {
        pool.getConnection()
                .chain(this::listen)
                .subscribe()
                .with(
                        listening -> worker.wake(),
                        failure -> {
                            LOG.warnf("listener.failed reason=%s", FailureText.of(failure));
                            connectLater();
                        });
    }

    private Uni<Void> listen(SqlConnection connection) {
        PgConnection postgres = (PgConnection) connection.getDelegate();
        postgres.notificationHandler(notification -> worker.wake());
        return connection
                .query("LISTEN " + CHANNEL)
                .execute()
                .invoke(() -> postgres.closeHandler(closed -> connectLater()))
                .onFailure()
                .call(connection::close)
                .replaceWithVoid();
    }

    private void connectLater() {
        if (!stopping) {
            vertx.setTimer(RECONNECT_MILLIS, timer -> connect());
        }
    }
}
