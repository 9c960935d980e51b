package io.advicly.calendly.meeting.fact;

import java.util.UUID;

/// What is stored about one invitee in one meeting.
public record StoredInvitee(UUID meetingId, InviteeFacts facts) {}
