package io.advicly.calendly.sync;

import io.advicly.calendly.connection.Connection;
import io.advicly.calendly.connection.Connections;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/// Starts a sync for everybody in an organization whose deliveries may have been missed.
@ApplicationScoped
public class RepairSync {

    private final Connections connections;
    private final SyncJobs jobs;

    RepairSync(Connections connections, SyncJobs jobs) {
        this.connections = connections;
        this.jobs = jobs;
    }

    public Uni<Void> of(String organizationUri) {
        return connections
                .activeIn(organizationUri)
                .onItem()
                .transformToMulti(active -> Multi.createFrom().iterable(active))
                .map(Connection::id)
                .onItem()
                .transformToUniAndConcatenate(id -> jobs.store(id, SyncKind.REPAIR))
                .collect()
                .asList()
                .invoke(jobs::ring)
                .replaceWithVoid();
    }
}
