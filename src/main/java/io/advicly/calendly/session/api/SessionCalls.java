package io.advicly.calendly.session.api;

import io.advicly.calendly.lifecycle.Addresses;
import io.advicly.calendly.lifecycle.connect.ConnectAttempts;
import io.advicly.calendly.lifecycle.connect.ConnectFlow;
import io.advicly.calendly.lifecycle.connect.ConnectReply;
import io.advicly.calendly.lifecycle.disconnect.DisconnectFlow;
import io.advicly.calendly.lifecycle.status.ConnectionView;
import io.advicly.calendly.platform.problem.ProblemType;
import io.advicly.calendly.platform.problem.Problems;
import io.advicly.calendly.session.ConnectSession;
import io.advicly.calendly.session.ConnectSessions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;

/// What a session may do for its user.
@ApplicationScoped
class SessionCalls {

    private final ConnectSessions sessions;
    private final ConnectAttempts attempts;
    private final ConnectFlow connect;
    private final DisconnectFlow disconnect;
    private final Addresses addresses;

    SessionCalls(
            ConnectSessions sessions,
            ConnectAttempts attempts,
            ConnectFlow connect,
            DisconnectFlow disconnect,
            Addresses addresses) {
        this.sessions = sessions;
        this.attempts = attempts;
        this.connect = connect;
        this.disconnect = disconnect;
        this.addresses = addresses;
    }

    /// Connects with the stored grant; where that is none, a person has to open the link.
    ///
    /// @param token of the session, as it stands in the link
    Uni<ConnectReply> connect(ConnectSession session, String token, boolean switchAccount) {
        boolean another = switchAccount || session.switchAccount();
        return attempts.count(session.owner())
                .chain(wait -> another ? another(session, wait) : stored(session, wait))
                .chain(connected ->
                        connected
                                .map(it -> Uni.createFrom().item(ConnectReply.connected(it)))
                                .orElseGet(() -> link(session, token)));
    }

    private Uni<Optional<ConnectionView>> stored(ConnectSession session, Duration wait) {
        mayGoOn(wait);
        return connect.withStoredGrant(session.owner())
                .call(connected ->
                        connected.isPresent()
                                ? sessions.done(session.id())
                                : Uni.createFrom().voidItem());
    }

    private Uni<Optional<ConnectionView>> another(ConnectSession session, Duration wait) {
        mayGoOn(wait);
        return sessions.switchAccount(session.id()).replaceWith(Optional.empty());
    }

    private static void mayGoOn(Duration wait) {
        if (!wait.isZero()) {
            throw Problems.of(
                    ProblemType.TOO_MANY_ATTEMPTS,
                    "You have asked to connect too often. Please wait a while.",
                    wait);
        }
    }

    /// A link connects once: whoever finds an old one can do nothing with it.
    private Uni<ConnectReply> link(ConnectSession session, String token) {
        if (session.isUsed()) {
            throw Problems.of(
                    ProblemType.SESSION_USED,
                    "The session has led to a connection: ask the backend for another one.");
        }
        String link = addresses.ours("/connect/" + token).toString();
        return sessions.opened(session.id())
                .replaceWith(ConnectReply.authorizationRequired(link, session.expiresAt()));
    }

    Uni<Void> disconnect(ConnectSession session) {
        return disconnect.disconnect(session.owner(), false);
    }
}
