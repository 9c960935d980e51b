package io.advicly.calendly.lifecycle.disconnect;

import io.advicly.calendly.connection.Connection;
import io.advicly.calendly.connection.consent.Connections;
import io.advicly.calendly.platform.journal.Journal;
import io.advicly.calendly.subscription.InboxPurge;
import io.advicly.calendly.sync.trigger.SyncHistory;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.function.Function;

/// Erases what a connection has brought here until that was asked for. Every step can be repeated,
/// and does nothing from the moment on at which the user consents anew.
@ApplicationScoped
class Purge {

    private final Connections connections;
    private final InboxPurge inbox;
    private final SyncHistory history;
    private final Journal journal;

    Purge(Connections connections, InboxPurge inbox, SyncHistory history, Journal journal) {
        this.connections = connections;
        this.inbox = inbox;
        this.history = history;
        this.journal = journal;
    }

    /// Deliveries, as long as it is known which meetings they are about, then the meetings.
    Uni<Void> content(Connection closing) {
        return inbox(closing, inbox::of).chain(() -> history.purge(closing));
    }

    private static Uni<Void> inbox(
            Connection closing, Function<InboxPurge.Account, Uni<Void>> emptied) {
        Instant requestedAt = closing.purgeRequestedAt();
        return closing.account() == null || requestedAt == null
                ? Uni.createFrom().voidItem()
                : emptied.apply(
                        new InboxPurge.Account(
                                closing.id(),
                                closing.boundAccount().organizationUri(),
                                closing.boundAccount().uri(),
                                requestedAt));
    }

    /// The connection itself, once Calendly has been told; with it goes what was written meanwhile.
    Uni<Void> forget(Connection closed) {
        return inbox(closed, inbox::ofLatecomers)
                .chain(() -> connections.forget(closed))
                .chain(gone ->
                        gone
                                ? journal.note(closed.entry("connection.purged"))
                                : Uni.createFrom().voidItem());
    }
}
