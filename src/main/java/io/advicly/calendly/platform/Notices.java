package io.advicly.calendly.platform;

import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.pgclient.PgConnection;
import io.vertx.pgclient.PgNotification;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Hears what PostgreSQL notifies, for every [NoticeListener] of this replica, over one connection
/// that it holds for as long as it lives. A lost connection is replaced; one that has silently died
/// is found out by asking.
@ApplicationScoped
public class Notices {

    private static final Logger LOG = Logger.getLogger(Notices.class);
    private static final long RECONNECT_MILLIS = 1_000;
    private static final long PROBE_MILLIS = 15_000;
    private static final Duration PROBE_PATIENCE = Duration.ofSeconds(5);

    private final Pool pool;
    private final Vertx vertx;
    private final List<NoticeListener> listeners;
    private final String listen;
    private final AtomicReference<@Nullable SqlConnection> current = new AtomicReference<>();
    private volatile boolean stopping;

    Notices(Pool pool, Vertx vertx, @All List<NoticeListener> listeners) {
        this.pool = pool;
        this.vertx = vertx;
        this.listeners = listeners;
        this.listen =
                listeners.stream()
                        .map(listener -> "LISTEN " + listener.channel())
                        .distinct()
                        .collect(Collectors.joining("; "));
    }

    void start(@Observes StartupEvent startup) {
        connect();
        vertx.setPeriodic(PROBE_MILLIS, timer -> probe());
    }

    void stop(@Observes ShutdownEvent shutdown) {
        stopping = true;
    }

    private void connect() {
        pool.getConnection()
                .chain(this::listenOn)
                .subscribe()
                .with(
                        connection -> listeners.forEach(NoticeListener::listening),
                        failure -> {
                            LOG.warnf("notices.not_listening reason=%s", failure.getMessage());
                            connectLater();
                        });
    }

    private Uni<SqlConnection> listenOn(SqlConnection connection) {
        PgConnection postgres = (PgConnection) connection.getDelegate();
        postgres.notificationHandler(this::heard);
        return connection
                .query(listen)
                .execute()
                .invoke(() -> {
                    current.set(connection);
                    postgres.closeHandler(closed -> lost(connection));
                })
                .onFailure()
                .call(connection::close)
                .replaceWith(connection);
    }

    private void heard(PgNotification notice) {
        for (NoticeListener listener : listeners) {
            if (listener.channel().equals(notice.getChannel())) {
                listener.heard(notice.getPayload());
            }
        }
    }

    /// Listening again changes nothing, but a dead connection does not answer.
    private void probe() {
        SqlConnection connection = current.get();
        if (connection != null && !stopping) {
            connection
                    .query(listen)
                    .execute()
                    .ifNoItem()
                    .after(PROBE_PATIENCE)
                    .fail()
                    .subscribe()
                    .with(alive -> {}, dead -> lost(connection));
        }
    }

    /// Once per connection, whoever notices first.
    private void lost(SqlConnection connection) {
        if (current.compareAndSet(connection, null)) {
            listeners.forEach(NoticeListener::deaf);
            connectLater();
        }
    }

    private void connectLater() {
        if (!stopping) {
            vertx.setTimer(RECONNECT_MILLIS, timer -> connect());
        }
    }
}
