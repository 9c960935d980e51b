package io.advicly.calendly.meeting;

import io.advicly.calendly.connection.ConnectedHost;
import java.util.List;
import java.util.UUID;

/// A meeting as it has to be from now on.
///
/// @param id the stored meeting's, or a new one
/// @param invitees only those that are new or different
record MeetingChange(
        UUID id, ConnectedHost host, MeetingFacts facts, List<InviteeFacts> invitees) {}
