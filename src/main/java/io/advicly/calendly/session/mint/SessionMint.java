package io.advicly.calendly.session.mint;

import io.advicly.calendly.lifecycle.Addresses;
import io.advicly.calendly.platform.journal.Journal;
import io.advicly.calendly.platform.journal.JournalEntry;
import io.advicly.calendly.security.identity.BackendCaller;
import io.advicly.calendly.session.ConnectSession;
import io.advicly.calendly.session.ConnectSessions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

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

    private SessionMinted reply(ConnectSessions.Minted minted) {
        String token = minted.token().value().reveal();
        return new SessionMinted(
                token,
                addresses.ours("/connect/" + token).toString(),
                minted.session().expiresAt());
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
