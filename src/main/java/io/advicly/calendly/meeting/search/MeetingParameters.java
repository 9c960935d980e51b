package io.advicly.calendly.meeting.search;

import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/// What a list of meetings may be asked for, as it was written; `MeetingQuery` reads it.
public class MeetingParameters {

    /// `active` or `canceled`.
    @RestQuery @Nullable String status;

    /// The earliest start time, inclusive.
    @RestQuery @Nullable String from;

    /// The latest start time, exclusive.
    @RestQuery @Nullable String to;

    /// The URI of a scheduled event.
    @RestQuery("event_uri")
    @Nullable String eventUri;

    /// The URI of an event type.
    @RestQuery("event_type")
    @Nullable String eventType;

    /// An invitee's address, whatever its case.
    @RestQuery("invitee_email")
    @Nullable String inviteeEmail;

    /// The URI of an account that hosts it, or its address as Calendly spells it.
    @RestQuery @Nullable String host;

    /// Meetings that have changed here since, inclusive.
    @RestQuery("updated_since")
    @Nullable String updatedSince;

    @RestQuery @Nullable String limit;

    @RestQuery @Nullable String cursor;
}
