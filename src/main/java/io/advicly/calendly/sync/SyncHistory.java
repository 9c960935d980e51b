package io.advicly.calendly.sync;

import io.advicly.calendly.meeting.MeetingPurge;
import io.advicly.calendly.security.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/// What was read for a user.
@ApplicationScoped
public class SyncHistory {

    private final MeetingPurge meetings;

    SyncHistory(MeetingPurge meetings) {
        this.meetings = meetings;
    }

    /// Erases the user's meetings, of every account the user ever had.
    public Uni<Void> purge(Caller owner) {
        return meetings.of(owner);
    }
}
