package io.advicly.calendly.sync.trigger;

import io.advicly.calendly.connection.Connection;
import io.advicly.calendly.meeting.erasure.MeetingPurge;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/// What was read for a user.
@ApplicationScoped
public class SyncHistory {

    private final MeetingPurge meetings;

    SyncHistory(MeetingPurge meetings) {
        this.meetings = meetings;
    }

    /// Erases the meetings of a connection, unless its user has consented anew.
    public Uni<Void> purge(Connection purged) {
        Instant requestedAt = purged.purgeRequestedAt();
        return requestedAt == null
                ? Uni.createFrom().voidItem()
                : meetings.of(purged.id(), requestedAt);
    }
}
