package io.advicly.calendly.lifecycle;

import io.advicly.calendly.connection.Connection;
import io.advicly.calendly.connection.ConnectionStatus;
import io.advicly.calendly.connection.Connections;
import io.advicly.calendly.subscription.SweepSettings;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jboss.logging.Logger;

/// Goes on with what a call, or the crash of a replica, has left unfinished.
@ApplicationScoped
class ConnectionSweep {

    private static final Logger LOG = Logger.getLogger(ConnectionSweep.class);

    private final Connections connections;
    private final ConnectFlow connect;
    private final CleanUp cleanUp;
    private final SweepSettings settings;

    ConnectionSweep(
            Connections connections, ConnectFlow connect, CleanUp cleanUp, SweepSettings settings) {
        this.connections = connections;
        this.connect = connect;
        this.cleanUp = cleanUp;
        this.settings = settings;
    }

    @Scheduled(
            every = "${calendly.sweep.every:15s}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> sweep() {
        return sweep(settings.batch());
    }

    private Uni<Void> sweep(int most) {
        return most == 0
                ? Uni.createFrom().voidItem()
                : connections
                        .claimUnfinished()
                        .chain(found ->
                                found.map(it -> finish(it).chain(() -> sweep(most - 1)))
                                        .orElseGet(() -> Uni.createFrom().voidItem()));
    }

    private Uni<Void> finish(Connection unfinished) {
        Uni<Void> work =
                unfinished.status() == ConnectionStatus.CLOSING
                        ? cleanUp.of(List.of(unfinished))
                        : connect.complete(unfinished).replaceWithVoid();
        return work.onFailure()
                .recoverWithItem(failure -> {
                    LOG.warnf(
                            "connection.sweep_failed connection=%s failure=%s",
                            unfinished.id(), failure.getMessage());
                    return null;
                });
    }
}
