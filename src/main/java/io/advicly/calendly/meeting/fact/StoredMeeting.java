package io.advicly.calendly.meeting.fact;

import java.util.UUID;

/// What is stored about one event for one connection.
public record StoredMeeting(UUID id, UUID connectionId, MeetingFacts facts) {}
