package io.advicly.calendly.lifecycle;

import io.advicly.calendly.connection.Connection;
import io.advicly.calendly.connection.Connections;
import io.advicly.calendly.sync.SyncJobs;
import io.advicly.calendly.sync.SyncKind;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/// Step 8 of flow 1 in one transaction: nobody is active without the initial sync on its way.
@ApplicationScoped
class Activation {

    private final Connections connections;
    private final SyncJobs syncs;

    Activation(Connections connections, SyncJobs syncs) {
        this.connections = connections;
        this.syncs = syncs;
    }

    /// @return empty when the user has disconnected meanwhile
    @WithTransaction
    public Uni<Optional<Connection>> of(Connection bound) {
        return connections
                .activate(bound)
                .call(active ->
                        active.isPresent()
                                ? syncs.store(bound.id(), SyncKind.INITIAL)
                                : Uni.createFrom().nullItem());
    }
}
