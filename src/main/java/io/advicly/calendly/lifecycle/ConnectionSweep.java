package io.advicly.calendly.lifecycle;

import io.advicly.calendly.connection.Connection;
import io.advicly.calendly.connection.ConnectionStatus;
import io.advicly.calendly.connection.Connections;
import io.advicly.calendly.platform.DueWork;
import io.advicly.calendly.subscription.SweepSettings;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/// Goes on with what a call, or the crash of a replica, has left unfinished.
@ApplicationScoped
class ConnectionSweep {

    private static final Logger LOG = Logger.getLogger(ConnectionSweep.class);

    private final Connections connections;
    private final Completion completion;
    private final CleanUp cleanUp;
    private final DueWork work;
    private final SweepSettings settings;

    ConnectionSweep(
            Connections connections,
            Completion completion,
            CleanUp cleanUp,
            DueWork work,
            SweepSettings settings) {
        this.connections = connections;
        this.completion = completion;
        this.cleanUp = cleanUp;
        this.work = work;
        this.settings = settings;
    }

    @Scheduled(
            every = "${calendly.sweep.every:15s}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> sweep() {
        return work.inTurn(settings.batch(), connections::claimUnfinished, this::finish);
    }

    private Uni<Void> finish(Connection unfinished) {
        Uni<Void> work =
                unfinished.status() == ConnectionStatus.CLOSING || unfinished.purged()
                        ? cleanUp.of(List.of(unfinished))
                        : completion.of(unfinished, Optional.empty()).replaceWithVoid();
        return work.onFailure()
                .recoverWithItem(failure -> {
                    LOG.warnf(
                            "connection.sweep_failed connection=%s failure=%s",
                            unfinished.id(), failure.getMessage());
                    return null;
                });
    }
}
