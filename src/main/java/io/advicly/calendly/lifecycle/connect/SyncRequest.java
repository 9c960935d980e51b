package io.advicly.calendly.lifecycle.connect;

import io.advicly.calendly.connection.Connection;
import io.advicly.calendly.connection.consent.Connections;
import io.advicly.calendly.platform.problem.ProblemType;
import io.advicly.calendly.platform.problem.Problems;
import io.advicly.calendly.security.identity.Caller;
import io.advicly.calendly.sync.job.SyncJobs;
import io.advicly.calendly.sync.job.SyncKind;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/// A user asks for a sync.
@ApplicationScoped
public class SyncRequest {

    private final Connections connections;
    private final SyncJobs syncs;

    SyncRequest(Connections connections, SyncJobs syncs) {
        this.connections = connections;
        this.syncs = syncs;
    }

    /// @return the job, which may be one that is running already; fails with a problem for somebody
    ///   who is not connected
    public Uni<UUID> request(Caller caller) {
        return connections
                .current(caller)
                .map(found ->
                        found.filter(Connection::active).orElseThrow(SyncRequest::notConnected))
                .chain(connection -> syncs.store(connection.id(), SyncKind.REQUESTED))
                .invoke(syncs::ring);
    }

    private static RuntimeException notConnected() {
        return Problems.of(ProblemType.NOT_CONNECTED, "Connect Calendly first.");
    }
}
