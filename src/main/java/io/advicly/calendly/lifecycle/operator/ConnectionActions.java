package io.advicly.calendly.lifecycle.operator;

import io.advicly.calendly.connection.Connection;
import io.advicly.calendly.connection.admin.AdminConnectionView;
import io.advicly.calendly.connection.admin.AdminConnections;
import io.advicly.calendly.connection.consent.Connections;
import io.advicly.calendly.connection.consent.WantedScopes;
import io.advicly.calendly.connection.token.RefreshRequests;
import io.advicly.calendly.lifecycle.disconnect.DisconnectFlow;
import io.advicly.calendly.platform.journal.Journal;
import io.advicly.calendly.platform.journal.JournalEntry;
import io.advicly.calendly.platform.problem.ProblemType;
import io.advicly.calendly.platform.problem.Problems;
import io.advicly.calendly.security.identity.Caller;
import io.advicly.calendly.sync.job.SyncJobs;
import io.advicly.calendly.sync.job.SyncKind;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What an operator has done in a user's place. Each is noted with who asked and why, before it is
/// begun.
@ApplicationScoped
class ConnectionActions {

    private final Connections connections;
    private final SyncJobs syncs;
    private final RefreshRequests refreshes;
    private final DisconnectFlow disconnect;
    private final FactsQuery facts;
    private final Journal journal;
    private final AdminConnections views;
    private final WantedScopes scopes;

    ConnectionActions(
            Connections connections,
            SyncJobs syncs,
            RefreshRequests refreshes,
            DisconnectFlow disconnect,
            FactsQuery facts,
            Journal journal,
            AdminConnections views,
            WantedScopes scopes) {
        this.connections = connections;
        this.syncs = syncs;
        this.refreshes = refreshes;
        this.disconnect = disconnect;
        this.facts = facts;
        this.journal = journal;
        this.views = views;
        this.scopes = scopes;
    }

    /// Who asks, and why.
    record Order(Caller operator, @Nullable String reason) {}

    Uni<Diagnosis> diagnose(UUID id) {
        return find(id).chain(facts::read).map(Diagnostician::examine);
    }

    /// @param persons whether name and address may be shown
    Uni<ConnectionDetail> detail(UUID id, boolean persons) {
        return views.byId(id, persons)
                .map(found -> found.orElseThrow(ConnectionActions::notFound))
                .chain(view -> find(id).chain(facts::read).map(read -> detail(view, read)));
    }

    private ConnectionDetail detail(AdminConnectionView view, Facts read) {
        return ConnectionDetail.of(view, read, scopes.all());
    }

    /// Reads the calendar again; the job, which may be one that is pending already.
    Uni<UUID> sync(UUID id, Order order) {
        return active(id)
                .call(connection -> note("connection.sync_ordered", connection, order))
                .chain(connection -> syncs.store(connection.id(), SyncKind.REQUESTED))
                .invoke(syncs::ring);
    }

    /// Has the grant renewed by the next turn of the schedule.
    Uni<Void> refresh(UUID id, Order order) {
        return active(id)
                .call(connection -> note("connection.refresh_ordered", connection, order))
                .chain(connection -> refreshes.makeDue(connection.id()))
                .replaceWithVoid();
    }

    /// Disconnects the user, as the user could.
    ///
    /// @param purge whether the user's meetings go too
    Uni<Void> disconnect(UUID id, boolean purge, Order order) {
        return find(id).call(connection -> noteDisconnect(connection, purge, order))
                .chain(connection -> disconnect.disconnect(connection.owner(), purge));
    }

    private Uni<Void> noteDisconnect(Connection connection, boolean purge, Order order) {
        return note(
                purge ? "connection.purge_ordered" : "connection.disconnect_ordered",
                connection,
                order);
    }

    private Uni<Connection> find(UUID id) {
        return connections.byId(id).map(found -> found.orElseThrow(ConnectionActions::notFound));
    }

    private static HttpProblem notFound() {
        return Problems.of(ProblemType.NOT_FOUND, "No connection has this id.");
    }

    private Uni<Connection> active(UUID id) {
        return find(id).invoke(ConnectionActions::requireActive);
    }

    private static void requireActive(Connection connection) {
        if (!connection.active()) {
            throw Problems.of(ProblemType.NOT_CONNECTED, "This connection is not active.");
        }
    }

    private Uni<Void> note(String action, Connection connection, Order order) {
        JournalEntry journalEntry =
                connection.entry(action).by(order.operator().tenantId(), order.operator().userId());
        return journal.note(
                order.reason() == null
                        ? journalEntry
                        : journalEntry.with("reason", order.reason()));
    }
}
