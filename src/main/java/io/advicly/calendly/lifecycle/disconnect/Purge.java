package io.advicly.calendly.lifecycle.disconnect;

import io.advicly.calendly.connection.Connection;
import io.advicly.calendly.connection.consent.Connections;
import io.advicly.calendly.meeting.erasure.MeetingPurge;
import io.advicly.calendly.platform.chain.Unis;
import io.advicly.calendly.platform.journal.Journal;
import io.advicly.calendly.webhook.erasure.AccountInboxPurge;
import io.advicly.calendly.webhook.erasure.PurgedAccount;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.function.Function;

/// Erases what a connection has brought here until that was asked for. Every step can be repeated,
/// and does nothing from the moment on at which the user consents anew.
@ApplicationScoped
class Purge {

    private final Connections connections;
    private final AccountInboxPurge inbox;
    private final MeetingPurge meetings;
    private final Journal journal;

    Purge(
            Connections connections,
            AccountInboxPurge inbox,
            MeetingPurge meetings,
            Journal journal) {
        this.connections = connections;
        this.inbox = inbox;
        this.meetings = meetings;
        this.journal = journal;
    }

    /// Deliveries, as long as it is known which meetings they are about, then the meetings.
    Uni<Void> content(Connection closing) {
        return inbox(closing, inbox::empty).chain(() -> meetings(closing));
    }

    private Uni<Void> meetings(Connection closing) {
        Instant requestedAt = closing.purgeRequestedAt();
        return requestedAt == null ? Unis.nothing() : meetings.purge(closing.id(), requestedAt);
    }

    private static Uni<Void> inbox(Connection closing, Function<PurgedAccount, Uni<Void>> emptied) {
        Instant requestedAt = closing.purgeRequestedAt();
        return closing.account() == null || requestedAt == null
                ? Unis.nothing()
                : emptied.apply(
                        new PurgedAccount(
                                closing.id(),
                                closing.boundAccount().organizationUri(),
                                closing.boundAccount().uri(),
                                requestedAt));
    }

    /// The connection itself, once Calendly has been told; with it goes what was written meanwhile.
    Uni<Void> forget(Connection closed) {
        return inbox(closed, inbox::emptyLatecomers)
                .chain(() -> connections.forget(closed))
                .chain(gone ->
                        gone ? journal.note(closed.entry("connection.purged")) : Unis.nothing());
    }
}
