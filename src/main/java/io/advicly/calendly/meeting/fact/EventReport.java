package io.advicly.calendly.meeting.fact;

import io.advicly.calendly.calendly.event.Invitee;
import io.advicly.calendly.calendly.event.ScheduledEvent;
import java.util.List;

/// What is known about an event and some of its invitees.
///
/// @param organizationUri only connections to this organization get to see the event
/// @param told how the event was said
/// @param invitees of this event: the one a delivery is about, or all that a sync has read
/// @param toldInvitees how they were said
public record EventReport(
        String organizationUri,
        ScheduledEvent event,
        Told told,
        List<Invitee> invitees,
        Told toldInvitees) {

    /// Said at a time that is not known.
    public EventReport(String organizationUri, ScheduledEvent event, List<Invitee> invitees) {
        this(organizationUri, event, Told.SOMETIME, invitees, Told.SOMETIME);
    }
}
