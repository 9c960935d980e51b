package io.advicly.calendly.meeting.store;

import java.io.Serializable;
import java.util.UUID;

/// An invitee in one of our meetings: the same invitee is stored once per connected host.
record InviteeId(UUID meetingId, String calendlyInviteeUri) implements Serializable {}
