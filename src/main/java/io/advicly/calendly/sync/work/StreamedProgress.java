package io.advicly.calendly.sync.work;

import io.advicly.calendly.connection.consent.Connections;
import io.advicly.calendly.meeting.stream.SyncNews;
import io.advicly.calendly.platform.chain.Unis;
import io.advicly.calendly.security.identity.Caller;
import io.advicly.calendly.sync.job.SyncJobs;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/// Tells the live stream how a sync comes on, in the words of `GET /api/calendly/connection`.
@ApplicationScoped
class StreamedProgress implements SyncNews {

    private final Connections connections;
    private final SyncJobs jobs;

    StreamedProgress(Connections connections, SyncJobs jobs) {
        this.connections = connections;
        this.jobs = jobs;
    }

    @Override
    public Uni<Optional<Object>> newsFor(Caller caller) {
        return connections
                .current(caller)
                .chain(found ->
                        found.map(it -> jobs.progress(it).map(Optional::<Object>of))
                                .orElseGet(() -> Unis.item(Optional.empty())));
    }
}
