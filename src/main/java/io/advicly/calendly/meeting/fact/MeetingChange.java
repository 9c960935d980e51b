package io.advicly.calendly.meeting.fact;

import io.advicly.calendly.connection.host.ConnectedHost;
import java.util.List;
import java.util.UUID;

/// A meeting as it has to be from now on.
///
/// @param id the stored meeting's, or a new one
/// @param invitees only those that are new or different
/// @param silent whether only more is known of when and how the same was said: nobody is told
public record MeetingChange(
        UUID id,
        ConnectedHost host,
        MeetingFacts facts,
        List<InviteeFacts> invitees,
        boolean silent) {}
