package io.advicly.calendly.sync;

import io.advicly.calendly.meeting.MeetingPurge;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/// What was read for a user.
@ApplicationScoped
public class SyncHistory {

    private final MeetingPurge meetings;

    SyncHistory(MeetingPurge meetings) {
        this.meetings = meetings;
    }

    /// Erases the meetings of a connection.
    public Uni<Void> purge(UUID connectionId) {
        return meetings.of(connectionId);
    }
}
