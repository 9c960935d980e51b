package io.advicly.calendly.meeting;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/// Erases meetings; their invitees go with them.
@ApplicationScoped
public class MeetingPurge {

    private final MeetingRepository meetings;
    private final LookupRepository lookups;
    private final Outbox outbox;

    MeetingPurge(MeetingRepository meetings, LookupRepository lookups, Outbox outbox) {
        this.meetings = meetings;
        this.lookups = lookups;
        this.outbox = outbox;
    }

    /// All meetings of a connection, and what the outbox still says about them.
    @WithTransaction
    public Uni<Void> of(UUID connectionId) {
        return outbox.erased(connectionId)
                .chain(() -> lookups.forget(connectionId))
                .chain(() -> meetings.delete("connectionId", connectionId))
                .replaceWithVoid();
    }
}
