package io.advicly.calendly.meeting;

import java.util.UUID;

/// A meeting as it is now, and whose it is.
record WholeMeeting(String tenantId, String userId, UUID connectionId, MeetingView meeting) {}
