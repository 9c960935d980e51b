package io.advicly.calendly.meeting.lookup;

/// An event whose link to join is due to be looked up.
///
/// @param attempts this one included
public record LinkLookup(String eventUri, String organizationUri, int attempts) {}
