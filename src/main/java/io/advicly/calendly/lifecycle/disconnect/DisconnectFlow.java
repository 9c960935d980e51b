package io.advicly.calendly.lifecycle.disconnect;

import io.advicly.calendly.connection.Connection;
import io.advicly.calendly.connection.ConnectionStatus;
import io.advicly.calendly.connection.consent.Connections;
import io.advicly.calendly.lifecycle.state.ConsentSessions;
import io.advicly.calendly.lifecycle.state.OAuthStates;
import io.advicly.calendly.platform.chain.Unis;
import io.advicly.calendly.platform.journal.Journal;
import io.advicly.calendly.platform.journal.JournalEntry;
import io.advicly.calendly.security.identity.Caller;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/// Flow 3: disconnect. Letting go comes first and is durable; nothing at Calendly keeps a user
/// connected.
@ApplicationScoped
public class DisconnectFlow {

    private final Connections connections;
    private final CleanUp cleanUp;
    private final OAuthStates states;
    private final ConsentSessions sessions;
    private final Journal journal;

    DisconnectFlow(
            Connections connections,
            CleanUp cleanUp,
            OAuthStates states,
            ConsentSessions sessions,
            Journal journal) {
        this.connections = connections;
        this.cleanUp = cleanUp;
        this.states = states;
        this.sessions = sessions;
        this.journal = journal;
    }

    /// @param purge whether everything that is the user's goes too
    public Uni<Void> disconnect(Caller caller, boolean purge) {
        return connections
                .startClosing(caller, purge, () -> states.withdraw(caller))
                .call(closing -> note(closing, purge))
                .chain(cleanUp::soon)
                .chain(() -> purge ? purge(caller) : Unis.nothing());
    }

    private Uni<Void> purge(Caller caller) {
        return states.purge(caller).chain(() -> sessions.forget(caller));
    }

    private static JournalEntry disconnected(Connection closing, boolean purge) {
        JournalEntry journalEntry = closing.entry("connection.disconnected").with("purge", purge);
        return closing.account() == null
                ? journalEntry
                : journalEntry.with("account", closing.boundAccount().uri());
    }

    private Uni<Void> note(List<Connection> closing, boolean purge) {
        return Multi.createFrom()
                .iterable(closing)
                .filter(it -> it.status() == ConnectionStatus.CLOSING)
                .onItem()
                .transformToUniAndConcatenate(it -> journal.note(disconnected(it, purge)))
                .onItem()
                .ignoreAsUni();
    }
}
