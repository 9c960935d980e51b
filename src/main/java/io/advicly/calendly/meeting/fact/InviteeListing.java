package io.advicly.calendly.meeting.fact;

import com.fasterxml.jackson.databind.JsonNode;
import io.advicly.calendly.calendly.event.ScheduledEvent;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/// Whom Calendly lists as invited to an event, from the first page to the last, each record
/// readable: who is stored and not among them is invited no more. Pure.
///
/// @param event as it was read shortly before
/// @param invitees the URIs of all
/// @param asked the time before the first page was asked for
public record InviteeListing(
        String organizationUri, ScheduledEvent event, Set<String> invitees, Instant asked) {

    /// More than anything that is listed whole: they have to be remembered while pages are read.
    public static final int MOST = 10_000;

    /// Whether who is missing is believed to be.
    ///
    /// Not where nobody is listed: one empty answer would be the loss of everybody. Nor where fewer
    /// are listed than the event itself says it has, or so many that not all are remembered. Of an
    /// event that is over people are deleted at Calendly to be forgotten, and not called off
    /// (docs/calendly-api.md 1.13).
    public boolean isBelieved(Instant now) {
        return !invitees.isEmpty()
                && invitees.size() < MOST
                && invitees.size() >= total()
                && event.endTime().isAfter(now);
    }

    /// Of the event, as it was read.
    public List<String> hostUris() {
        return event.hosts().stream().map(ScheduledEvent.Host::uri).toList();
    }

    /// Those who are canceled are counted, and listed, too.
    private int total() {
        JsonNode counter = event.details().get("invitees_counter");
        return counter == null ? 0 : counter.path("total").asInt(0);
    }
}
