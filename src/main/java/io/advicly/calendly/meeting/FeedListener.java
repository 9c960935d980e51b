package io.advicly.calendly.meeting;

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

/// Hears the [FeedBell] of every replica and wakes the streams here.
///
/// Holds one connection of the pool for as long as it lives. After a lost connection it listens
/// anew, and has every stream look for what it may have missed.
@ApplicationScoped
class FeedListener {

    private static final Logger LOG = Logger.getLogger(FeedListener.class);
    private static final long RECONNECT_MILLIS = 1_000;

    private final Pool pool;
    private final Vertx vertx;
    private final MeetingStreams streams;
    private volatile boolean stopping;

    FeedListener(Pool pool, Vertx vertx, MeetingStreams streams) {
        this.pool = pool;
        this.vertx = vertx;
        this.streams = streams;
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
                        listening -> streams.wakeAll(),
                        failure -> {
                            LOG.warnf(
                                    "feed.listener_failed reason=%s",
                                    failure.getClass().getSimpleName());
                            connectLater();
                        });
    }

    private Uni<Void> listen(SqlConnection connection) {
        PgConnection postgres = (PgConnection) connection.getDelegate();
        postgres.notificationHandler(heard -> hear(heard.getPayload()));
        return connection
                .query("LISTEN " + FeedBell.CHANNEL)
                .execute()
                .invoke(() -> postgres.closeHandler(closed -> connectLater()))
                .onFailure()
                .call(connection::close)
                .replaceWithVoid();
    }

    private void hear(String payload) {
        for (String word : payload.split(",", -1)) {
            if (!word.isEmpty()) {
                streams.wake(word.substring(1), word.charAt(0));
            }
        }
    }

    private void connectLater() {
        if (!stopping) {
            vertx.setTimer(RECONNECT_MILLIS, timer -> connect());
        }
    }
}
