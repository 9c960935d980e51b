package io.advicly.calendly.lifecycle;

import io.advicly.calendly.connection.Connection;
import io.advicly.calendly.connection.ConnectionStatus;
import io.advicly.calendly.connection.Connections;
import io.advicly.calendly.platform.CallersContext;
import io.advicly.calendly.security.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;

/// Whether another tab of the same user has come to a connection with the grant that this one found
/// gone.
@ApplicationScoped
class ConnectedMeanwhile {

    private static final Duration POLL = Duration.ofMillis(200);

    /// The other tab has the account already; what is left to it are a few calls.
    private static final int POLLS = 50;

    private final Connections connections;

    ConnectedMeanwhile(Connections connections) {
        this.connections = connections;
    }

    /// Waits for a tab that is at it.
    Uni<Boolean> by(Caller owner) {
        return by(owner, POLLS);
    }

    private Uni<Boolean> by(Caller owner, int polls) {
        return connections
                .of(owner)
                .map(found -> found.map(Connection::status))
                .chain(status ->
                        isUnderWay(status) && polls > 0
                                ? CallersContext.pause(POLL).chain(() -> by(owner, polls - 1))
                                : Uni.createFrom().item(isConnected(status)));
    }

    private static boolean isUnderWay(Optional<ConnectionStatus> status) {
        return status.filter(ConnectionStatus.CONNECTING::equals).isPresent();
    }

    private static boolean isConnected(Optional<ConnectionStatus> status) {
        return status.filter(ConnectionStatus.ACTIVE::equals).isPresent();
    }
}
