package io.advicly.calendly.meeting;

import io.advicly.calendly.calendly.Invitee;
import io.advicly.calendly.calendly.ScheduledEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/// The one way for knowledge about scheduled events to become meetings; deliveries and syncs share
/// it. Telling it the same things in any order, any number of times, ends in the same meetings.
@ApplicationScoped
public class MeetingProjection {

    private final ProjectionTransaction transaction;
    private final FeedBell bell;

    MeetingProjection(ProjectionTransaction transaction, FeedBell bell) {
        this.transaction = transaction;
        this.bell = bell;
    }

    /// Takes in what is known about an event and some of its invitees, in one transaction, and has
    /// the streams told once it is committed. To be called in a Vert.x context without a session.
    ///
    /// @param organizationUri only connections to this organization get to see the event
    /// @param said invitees of this event: the one a delivery is about, or all that a sync has read
    public Uni<Projected> apply(String organizationUri, ScheduledEvent event, List<Invitee> said) {
        return transaction
                .apply(organizationUri, event, said)
                .invoke(done -> bell.changed(done.owners()))
                .map(ProjectionTransaction.Done::projected);
    }
}
