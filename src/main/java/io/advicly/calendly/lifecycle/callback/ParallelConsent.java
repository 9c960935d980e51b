package io.advicly.calendly.lifecycle.callback;

import io.advicly.calendly.connection.Connection;
import io.advicly.calendly.connection.ConnectionStatus;
import io.advicly.calendly.connection.consent.Connections;
import io.advicly.calendly.platform.chain.CallersContext;
import io.advicly.calendly.platform.chain.Unis;
import io.advicly.calendly.security.identity.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;

/// Whether another tab of the same user has come to a connection with the grant that this one has
/// stored.
@ApplicationScoped
class ParallelConsent {

    private static final Duration POLL = Duration.ofMillis(200);

    /// The other tab has the account already; what is left to it are a few calls.
    private static final int POLLS = 50;

    private final Connections connections;

    ParallelConsent(Connections connections) {
        this.connections = connections;
    }

    /// Waits for a tab that is at it. A grant that nobody has taken away is no good, whatever else
    /// the user is connected with.
    ///
    /// @param stored where this tab has put its grant
    Uni<Boolean> with(Connection stored) {
        return connections
                .byId(stored.id())
                .chain(still ->
                        still.isPresent() ? Unis.item(false) : isConnected(stored.owner(), POLLS));
    }

    /// For a tab whose consent counts no more: with what the user has consented to since.
    Uni<Boolean> anew(Caller owner) {
        return isConnected(owner, POLLS);
    }

    private Uni<Boolean> isConnected(Caller owner, int polls) {
        return connections
                .current(owner)
                .map(found -> found.map(Connection::status))
                .chain(status -> isConnectedSoon(status, polls, owner));
    }

    private Uni<Boolean> isConnectedSoon(
            Optional<ConnectionStatus> status, int polls, Caller owner) {
        return is(status, ConnectionStatus.CONNECTING) && polls > 0
                ? CallersContext.pause(POLL).chain(() -> isConnected(owner, polls - 1))
                : Unis.item(is(status, ConnectionStatus.ACTIVE));
    }

    private static boolean is(Optional<ConnectionStatus> status, ConnectionStatus wanted) {
        return status.filter(wanted::equals).isPresent();
    }
}
