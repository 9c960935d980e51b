package io.advicly.calendly.sandbox.state.booking;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.advicly.calendly.sandbox.state.offer.SandboxEventType;
import io.advicly.calendly.sandbox.state.table.Index;
import io.advicly.calendly.sandbox.state.table.Table;
import io.advicly.calendly.sandbox.state.table.Tables;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import org.jspecify.annotations.Nullable;

/** What can be booked, and what is. */
public final class Calendar {
    private final Table<SandboxEventType> eventTypes;
    private final Table<SandboxScheduledEvent> events;
    private final Table<SandboxInvitee> invitees;
    private final Table<Extra> extras;
    private final Index<SandboxEventType> typesByOrganization;
    private final Index<SandboxEventType> typesByHost;
    private final Index<SandboxScheduledEvent> eventsByOrganization;
    private final Index<SandboxScheduledEvent> eventsByHost;
    private final Index<SandboxScheduledEvent> eventsByType;
    private final Index<SandboxInvitee> inviteesByEvent;
    private final Index<SandboxInvitee> inviteesByNoShow;

    public Calendar(Tables tables) {
        eventTypes = tables.add("event_types", SandboxEventType.class, SandboxEventType::id);
        events = tables.add("events", SandboxScheduledEvent.class, SandboxScheduledEvent::id);
        invitees = tables.add("invitees", SandboxInvitee.class, SandboxInvitee::id);
        extras = tables.add("extras", Extra.class, Extra::id);
        Comparator<SandboxEventType> oldestType = Comparator.comparing(SandboxEventType::createdAt);
        typesByOrganization =
                eventTypes.indexBy(type -> List.of(type.organizationId()), oldestType);
        typesByHost = eventTypes.indexBy(SandboxEventType::hostIds, oldestType);
        Comparator<SandboxScheduledEvent> byStart =
                Comparator.comparing(SandboxScheduledEvent::start);
        eventsByOrganization = events.indexBy(event -> List.of(event.organizationId()), byStart);
        eventsByHost = events.indexBy(SandboxScheduledEvent::hostIds, byStart);
        eventsByType = events.indexBy(event -> List.of(event.eventTypeId()), byStart);
        Comparator<SandboxInvitee> oldestInvitee = Comparator.comparing(SandboxInvitee::createdAt);
        inviteesByEvent = invitees.indexBy(invitee -> List.of(invitee.eventId()), oldestInvitee);
        inviteesByNoShow = invitees.indexBy(Calendar::noShowKey, oldestInvitee);
    }

    public Table<SandboxEventType> eventTypes() {
        return eventTypes;
    }

    public Table<SandboxScheduledEvent> events() {
        return events;
    }

    public Table<SandboxInvitee> invitees() {
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

    public NavigableSet<SandboxEventType> typesOf(String organization) {
        return typesByOrganization.get(organization);
    }

    public NavigableSet<SandboxEventType> typesHostedBy(String user) {
        return typesByHost.get(user);
    }

    /** Sorted by start time, as every list below. */
    public NavigableSet<SandboxScheduledEvent> eventsOf(String organization) {
        return eventsByOrganization.get(organization);
    }

    public NavigableSet<SandboxScheduledEvent> eventsHostedBy(String user) {
        return eventsByHost.get(user);
    }

    public NavigableSet<SandboxScheduledEvent> eventsOfType(String eventType) {
        return eventsByType.get(eventType);
    }

    public NavigableSet<SandboxInvitee> inviteesOf(String event) {
        return inviteesByEvent.get(event);
    }

    public @Nullable SandboxInvitee withNoShow(String noShow) {
        NavigableSet<SandboxInvitee> found = inviteesByNoShow.get(noShow);
        return found.isEmpty() ? null : found.first();
    }

    private static List<String> noShowKey(SandboxInvitee invitee) {
        NoShow mark = invitee.noShow();
        return mark == null ? List.of() : List.of(mark.id());
    }
}
