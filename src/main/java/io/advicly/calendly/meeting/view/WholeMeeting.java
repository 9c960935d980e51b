package io.advicly.calendly.meeting.view;

import java.util.UUID;

/// A meeting as it is now, and whose it is.
public record WholeMeeting(
        String tenantId, String userId, UUID connectionId, MeetingView meeting) {}
