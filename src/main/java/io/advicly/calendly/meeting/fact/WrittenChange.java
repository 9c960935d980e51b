package io.advicly.calendly.meeting.fact;

/// A change on its way into the database.
public record WrittenChange(String eventUri, String organizationUri, MeetingChange change) {}
