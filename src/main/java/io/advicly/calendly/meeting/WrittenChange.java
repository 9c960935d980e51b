package io.advicly.calendly.meeting;

/// A change on its way into the database.
record WrittenChange(String eventUri, String organizationUri, MeetingChange change) {}
