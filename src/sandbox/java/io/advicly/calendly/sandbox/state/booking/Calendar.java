package io.advicly.calendly.sandbox.state.booking;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.advicly.calendly.sandbox.state.offer.EventType;
import io.advicly.calendly.sandbox.state.table.Index;
import io.advicly.calendly.sandbox.state.table.Table;
import io.advicly.calendly.sandbox.state.table.Tables;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import org.jspecify.annotations.Nullable;

/** What can be booked, and what is. */
public final class Calendar {
    private final Table<EventType> eventTypes;
    private final Table<ScheduledEvent> events;
    private final Table<Invitee> invitees;
    private final Table<Extra> extras;
    private final Index<EventType> typesByOrganization;
    private final Index<EventType> typesByHost;
    private final Index<ScheduledEvent> eventsByOrganization;
    private final Index<ScheduledEvent> eventsByHost;
    private final Index<ScheduledEvent> eventsByType;
    private final Index<Invitee> inviteesByEvent;
    private final Index<Invitee> inviteesByNoShow;

    public Calendar(Tables tables) {
        eventTypes = tables.add("event_types", EventType.class, EventType::id);
        events = tables.add("events", ScheduledEvent.class, ScheduledEvent::id);
        invitees = tables.add("invitees", Invitee.class, Invitee::id);
        extras = tables.add("extras", Extra.class, Extra::id);
        Comparator<EventType> oldestType = Comparator.comparing(EventType::createdAt);
        typesByOrganization =
                eventTypes.indexBy(type -> List.of(type.organizationId()), oldestType);
        typesByHost = eventTypes.indexBy(EventType::hostIds, oldestType);
        Comparator<ScheduledEvent> byStart = Comparator.comparing(ScheduledEvent::start);
        eventsByOrganization = events.indexBy(event -> List.of(event.organizationId()), byStart);
        eventsByHost = events.indexBy(ScheduledEvent::hostIds, byStart);
        eventsByType = events.indexBy(event -> List.of(event.eventTypeId()), byStart);
        Comparator<Invitee> oldestInvitee = Comparator.comparing(Invitee::createdAt);
        inviteesByEvent = invitees.indexBy(invitee -> List.of(invitee.eventId()), oldestInvitee);
        inviteesByNoShow = invitees.indexBy(Calendar::noShowKey, oldestInvitee);
    }

    public Table<EventType> eventTypes() {
        return eventTypes;
    }

    public Table<ScheduledEvent> events() {
        return events;
    }

    public Table<Invitee> invitees() {
        return invitees;
    }

    /** Has these fields shown of an invitee or an event from now on. */
    public void extend(String id, ObjectNode fields) {
        if (!fields.isEmpty()) {
            extras.put(new Extra(id, fields));
        }
    }

    /** Shows of an invitee or an event what it is extended by. */
    public ObjectNode extended(String id, ObjectNode json) {
        Extra extra = extras.find(id);
        return extra == null ? json : json.setAll(extra.fields().deepCopy());
    }

    public NavigableSet<EventType> typesOf(String organization) {
        return typesByOrganization.get(organization);
    }

    public NavigableSet<EventType> typesHostedBy(String user) {
        return typesByHost.get(user);
    }

    /** Sorted by start time, as every list below. */
    public NavigableSet<ScheduledEvent> eventsOf(String organization) {
        return eventsByOrganization.get(organization);
    }

    public NavigableSet<ScheduledEvent> eventsHostedBy(String user) {
        return eventsByHost.get(user);
    }

    public NavigableSet<ScheduledEvent> eventsOfType(String eventType) {
        return eventsByType.get(eventType);
    }

    public NavigableSet<Invitee> inviteesOf(String event) {
        return inviteesByEvent.get(event);
    }

    public @Nullable Invitee withNoShow(String noShow) {
        NavigableSet<Invitee> found = inviteesByNoShow.get(noShow);
        return found.isEmpty() ? null : found.first();
    }

    private static List<String> noShowKey(Invitee invitee) {
        NoShow mark = invitee.noShow();
        return mark == null ? List.of() : List.of(mark.id());
    }
}
