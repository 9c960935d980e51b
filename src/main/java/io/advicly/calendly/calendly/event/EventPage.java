package io.advicly.calendly.calendly.event;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A page of scheduled events.
///
/// @param nextPageToken null on the last page; a page may be empty and still have a next one
/// @param mayGoOn whether there may be more although there is no token: how the list goes on cannot
///   be read
public record EventPage(
        List<ScheduledEvent> events, @Nullable String nextPageToken, boolean mayGoOn) {

    /// One that says how it goes on, or that it does not.
    public EventPage(List<ScheduledEvent> events, @Nullable String nextPageToken) {
        this(events, nextPageToken, false);
    }
}
