package io.advicly.calendly.meeting;

import io.advicly.calendly.security.Caller;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/// Erases meetings; their invitees go with them.
@ApplicationScoped
public class MeetingPurge {

    private final MeetingRepository meetings;
    private final Outbox outbox;

    MeetingPurge(MeetingRepository meetings, Outbox outbox) {
        this.meetings = meetings;
        this.outbox = outbox;
    }

    /// All meetings of a user.
    @WithTransaction
    public Uni<Void> of(Caller owner) {
        return outbox.erased(owner)
                .chain(() ->
                        meetings.delete(
                                "tenantId = ?1 and userId = ?2", owner.tenantId(), owner.userId()))
                .replaceWithVoid();
    }
}
