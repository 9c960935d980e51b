package io.advicly.calendly.lifecycle;

import io.advicly.calendly.connection.Connection;
import io.advicly.calendly.connection.Connections;
import io.advicly.calendly.platform.ProblemType;
import io.advicly.calendly.platform.Problems;
import io.advicly.calendly.security.Caller;
import io.advicly.calendly.sync.SyncJobs;
import io.advicly.calendly.sync.SyncKind;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/// A user asks for a sync.
@ApplicationScoped
class SyncRequest {

    private final Connections connections;
    private final SyncJobs syncs;

    SyncRequest(Connections connections, SyncJobs syncs) {
        this.connections = connections;
        this.syncs = syncs;
    }

    /// @return the job, which may be one that is running already; fails with a problem for somebody
    ///   who is not connected
    Uni<UUID> of(Caller caller) {
        return connections
                .of(caller)
                .map(found ->
                        found.filter(Connection::active).orElseThrow(SyncRequest::notConnected))
                .chain(connection -> syncs.store(connection.id(), SyncKind.REQUESTED))
                .invoke(syncs::ring);
    }

    private static RuntimeException notConnected() {
        return Problems.of(ProblemType.NOT_CONNECTED, "Connect Calendly first.");
    }
}
