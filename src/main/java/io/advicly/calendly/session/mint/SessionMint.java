package io.advicly.calendly.session.mint;

import io.advicly.calendly.lifecycle.Addresses;
import io.advicly.calendly.platform.journal.Journal;
import io.advicly.calendly.platform.journal.JournalEntry;
import io.advicly.calendly.security.identity.BackendCaller;
import io.advicly.calendly.security.identity.Caller;
import io.advicly.calendly.session.ConnectSession;
import io.advicly.calendly.session.ConnectSessions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.UUID;

/// Gives a backend a session for one of its users.
@ApplicationScoped
class SessionMint {

    private final ConnectSessions sessions;
    private final Addresses addresses;
    private final Journal journal;

    SessionMint(ConnectSessions sessions, Addresses addresses, Journal journal) {
        this.sessions = sessions;
        this.addresses = addresses;
        this.journal = journal;
    }

    Uni<SessionMinted> give(BackendCaller backend, SessionRequest request) {
        return sessions.mint(SessionRules.wanted(backend, request, addresses.returnTo()))
                .call(minted -> journal.note(entry(backend, minted.session())))
                .map(this::reply);
    }

    /// The same for an operator, in a user's place.
    ///
    /// @param connection what the operator was looking at
    /// @param reason empty where none was given
    Uni<SessionMinted> give(Caller operator, Caller owner, UUID connection, String reason) {
        ConnectSessions.Wanted wanted =
                new ConnectSessions.Wanted(owner, null, Set.of(), false, null);
        return sessions.mint(wanted)
                .call(minted -> journal.note(ordered(minted, operator, connection, reason)))
                .map(this::reply);
    }

    private SessionMinted reply(ConnectSessions.Minted minted) {
        String token = minted.token().value().reveal();
        return new SessionMinted(
                token,
                addresses.ours("/connect/" + token).toString(),
                minted.session().expiresAt());
    }

    private static JournalEntry ordered(
            ConnectSessions.Minted minted, Caller operator, UUID connection, String reason) {
        Caller owner = minted.session().owner();
        JournalEntry created =
                JournalEntry.of("session.created", owner.tenantId(), owner.userId(), connection)
                        .with("session", minted.session().id())
                        .by(operator.tenantId(), operator.userId());
        return reason.isEmpty() ? created : created.with("reason", reason);
    }

    private static JournalEntry entry(BackendCaller backend, ConnectSession session) {
        return JournalEntry.of(
                        "session.created",
                        session.owner().tenantId(),
                        session.owner().userId(),
                        null)
                .with("session", session.id())
                .by(backend.claimedTenant(), backend.name());
    }
}
