package io.advicly.calendly.meeting;

import java.util.UUID;

/// What is stored about one invitee in one meeting.
record StoredInvitee(UUID meetingId, InviteeFacts facts) {}
