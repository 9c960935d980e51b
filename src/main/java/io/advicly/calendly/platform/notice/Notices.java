package io.advicly.calendly.platform.notice;

import io.advicly.calendly.platform.claims.Presence;
import io.advicly.calendly.platform.database.BoundedPool;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnection;
import io.vertx.pgclient.PgNotification;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Hears what PostgreSQL notifies, for every [NoticeListener] of this replica, over one connection
/// that it holds for as long as it lives, and by which others know that it does ([Presence]). A
/// lost connection is replaced at once; one that has silently died is found out by looking around
/// on it.
@ApplicationScoped
public class Notices {

    private static final Logger LOG = Logger.getLogger(Notices.class);
    private static final long RECONNECT_MILLIS = 500;
    private static final long LOOK_MILLIS = 500;

    /// For what this process leaves behind when it stops.
    public static final int LEAVE_SECONDS = 2;

    private final BoundedPool connections;
    private final Presence presence;
    private final Vertx vertx;
    private final List<NoticeListener> listeners;
    private final String listen;
    private final AtomicReference<@Nullable PgConnection> current = new AtomicReference<>();
    private final AtomicBoolean looking = new AtomicBoolean();
    private volatile boolean stopping;

    Notices(
            BoundedPool connections,
            Presence presence,
            Vertx vertx,
            @All List<NoticeListener> listeners) {
        this.connections = connections;
        this.presence = presence;
        this.vertx = vertx;
        this.listeners = listeners;
        this.listen =
                listeners.stream()
                        .map(listener -> "LISTEN " + listener.channel())
                        .distinct()
                        .collect(Collectors.joining("; "));
    }

    /// Before work begins: what is claimed by a process that others do not know yet ends by its
    /// time alone.
    void start(@Observes @Priority(50) StartupEvent startup) {
        connect();
        vertx.setPeriodic(LOOK_MILLIS, timer -> look());
    }

    /// Last of all: until then work is under way that is claimed.
    void stop(@Observes @Priority(100_000) ShutdownEvent shutdown) {
        stopping = true;
        leave();
        PgConnection connection = current.getAndSet(null);
        if (connection != null) {
            close(connection);
        }
    }

    private void leave() {
        CountDownLatch left = new CountDownLatch(1);
        presence.leave()
                .onTermination()
                .invoke(left::countDown)
                .subscribe()
                .with(
                        done -> {},
                        failure -> LOG.debugf("notices.not_left failure=%s", failure.getMessage()));
        try {
            if (!left.await(LEAVE_SECONDS, TimeUnit.SECONDS)) {
                LOG.infof("notices.not_left failure=%s", "the database does not answer");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void connect() {
        connections
                .single()
                .chain(this::listenOn)
                .subscribe()
                .with(
                        connection -> listeners.forEach(NoticeListener::listening),
                        failure -> {
                            LOG.warnf("notices.not_listening reason=%s", failure.getMessage());
                            connectLater();
                        });
    }

    private Uni<PgConnection> listenOn(PgConnection connection) {
        connection.notificationHandler(this::heard);
        return presence.begin(connection)
                .chain(() -> listen(connection))
                .invoke(() -> {
                    current.set(connection);
                    connection.closeHandler(closed -> lost(connection));
                })
                .onFailure()
                .invoke(() -> {
                    presence.lost();
                    close(connection);
                })
                .replaceWith(connection);
    }

    /// Within the time limit of every statement: else the connection is closed.
    private Uni<Void> listen(PgConnection connection) {
        return Uni.createFrom()
                .completionStage(() -> connection.query(listen).execute().toCompletionStage())
                .replaceWithVoid();
    }

    private void heard(PgNotification notice) {
        for (NoticeListener listener : listeners) {
            if (listener.channel().equals(notice.getChannel())) {
                listener.heard(notice.getPayload());
            }
        }
    }

    /// A connection that does not answer in time is closed, one that fails is replaced.
    private void look() {
        PgConnection connection = current.get();
        if (connection != null && !stopping && looking.compareAndSet(false, true)) {
            presence.look(connection)
                    .onTermination()
                    .invoke(() -> looking.set(false))
                    .subscribe()
                    .with(
                            done -> {},
                            failure -> {
                                LOG.debugf("notices.look_failed failure=%s", failure.getMessage());
                                lost(connection);
                            });
        }
    }

    /// Once per connection, whoever notices first.
    private void lost(PgConnection connection) {
        if (current.compareAndSet(connection, null)) {
            presence.lost();
            close(connection);
            listeners.forEach(NoticeListener::deaf);
            if (!stopping) {
                connect();
            }
        }
    }

    private static void close(PgConnection connection) {
        connection.close().onFailure(gone -> LOG.debugf("notices.closed failure=%s", gone));
    }

    private void connectLater() {
        if (!stopping) {
            vertx.setTimer(RECONNECT_MILLIS, timer -> connect());
        }
    }
}
