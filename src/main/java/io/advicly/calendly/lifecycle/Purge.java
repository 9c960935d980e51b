package io.advicly.calendly.lifecycle;

import io.advicly.calendly.connection.Connection;
import io.advicly.calendly.connection.Connections;
import io.advicly.calendly.platform.Journal;
import io.advicly.calendly.subscription.InboxPurge;
import io.advicly.calendly.sync.SyncHistory;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/// Erases what a connection has brought here. Every step can be repeated.
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
        return inbox(closing).chain(() -> history.purge(closing.id()));
    }

    private Uni<Void> inbox(Connection closing) {
        return closing.account() == null
                ? Uni.createFrom().voidItem()
                : inbox.of(
                        closing.id(),
                        closing.boundAccount().organizationUri(),
                        closing.boundAccount().uri());
    }

    /// The connection itself, once Calendly has been told; with it goes what was written meanwhile.
    Uni<Void> forget(Connection closed) {
        return connections
                .forget(closed.id())
                .chain(gone ->
                        gone
                                ? journal.note(closed.entry("connection.purged"))
                                : Uni.createFrom().voidItem());
    }
}
