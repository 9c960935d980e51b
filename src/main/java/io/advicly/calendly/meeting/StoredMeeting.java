package io.advicly.calendly.meeting;

import java.util.UUID;

/// What is stored about one event for one connection.
record StoredMeeting(UUID id, UUID connectionId, MeetingFacts facts) {}
