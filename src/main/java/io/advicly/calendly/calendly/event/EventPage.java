package io.advicly.calendly.calendly.event;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A page of scheduled events.
///
/// @param nextPageToken null on the last page; a page may be empty and still have a next one
public record EventPage(List<ScheduledEvent> events, @Nullable String nextPageToken) {}
