package io.advicly.calendly.meeting.projection;

import io.advicly.calendly.connection.host.ConnectedHost;
import io.advicly.calendly.meeting.fact.InviteeFacts;
import io.advicly.calendly.meeting.fact.Link;
import io.advicly.calendly.meeting.fact.MeetingChange;
import io.advicly.calendly.meeting.fact.MeetingFacts;
import io.advicly.calendly.meeting.fact.NormalizedReport;
import io.advicly.calendly.meeting.fact.StoredInvitee;
import io.advicly.calendly.meeting.fact.StoredMeeting;
import io.advicly.calendly.meeting.fact.WrittenChange;
import io.advicly.calendly.meeting.redaction.ErasureRules;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/// Meetings on their way from what is stored to what is to be written, while several things are
/// said about them one after the other: each finds what those before it have changed. Of all the
/// states that a meeting goes through only the last is written. Pure.
public final class ProjectionState {

    private final Map<String, Map<UUID, StoredMeeting>> meetings = new HashMap<>();
    private final Map<String, Map<UUID, InviteeFacts>> invitees = new HashMap<>();

    /// By the invitee that they name as their other end; may hold some that no longer do.
    private final Map<String, Set<String>> naming = new HashMap<>();

    private final ErasureRules erasureRules;
    private final Map<UUID, Pending> pending = new LinkedHashMap<>();
    private final Set<Link> links = new LinkedHashSet<>();

    /// A meeting that has changed, with all its invitees that have.
    private record Pending(
            NormalizedReport said,
            ConnectedHost host,
            MeetingFacts facts,
            Map<String, InviteeFacts> invitees,
            boolean silent) {

        WrittenChange written(UUID id) {
            List<InviteeFacts> all = List.copyOf(invitees.values());
            return new WrittenChange(
                    said.eventUri(),
                    said.organizationUri(),
                    new MeetingChange(id, host, facts, all, silent));
        }
    }

    /// @param stored of all events concerned, by event
    /// @param rows invitees that something is said about, and those that name them
    /// @param erasureRules which addresses must not be stored again
    public ProjectionState(
            Map<String, List<StoredMeeting>> stored,
            Collection<StoredInvitee> rows,
            ErasureRules erasureRules) {
        this.erasureRules = erasureRules;
        stored.forEach((event, all) -> all.forEach(meeting -> put(event, meeting)));
        rows.forEach(row -> put(row.meetingId(), row.facts()));
    }

    StoredState known(NormalizedReport said) {
        List<StoredInvitee> those =
                said.inviteeUris().stream().distinct().flatMap(this::stored).toList();
        List<InviteeFacts> counterparts =
                said.inviteeUris().stream()
                        .flatMap(uri -> naming.getOrDefault(uri, Set.of()).stream())
                        .distinct()
                        .flatMap(this::stored)
                        .map(StoredInvitee::facts)
                        .toList();
        return new StoredState(
                List.copyOf(storedOf(said.eventUri()).values()),
                those,
                counterparts,
                erasureRules.about(said.eventUri()));
    }

    boolean holds(String eventUri) {
        return !storedOf(eventUri).isEmpty();
    }

    void change(NormalizedReport said, Collection<MeetingChange> changes) {
        for (MeetingChange change : changes) {
            UUID id = change.id();
            put(
                    said.eventUri(),
                    new StoredMeeting(id, change.host().connectionId(), change.facts()));
            Map<String, InviteeFacts> all = new LinkedHashMap<>();
            Pending before = pending.get(id);
            boolean silent = change.silent();
            if (before != null) {
                all.putAll(before.invitees);
                silent &= before.silent;
            }
            for (InviteeFacts invitee : change.invitees()) {
                put(id, invitee);
                all.put(invitee.uri(), invitee);
                links.addAll(Link.of(invitee));
            }
            pending.put(id, new Pending(said, change.host(), change.facts(), all, silent));
        }
    }

    public List<WrittenChange> changes() {
        List<WrittenChange> all = new ArrayList<>();
        pending.forEach((id, change) -> all.add(change.written(id)));
        return all;
    }

    public Set<Link> links() {
        return links;
    }

    private Map<UUID, StoredMeeting> storedOf(String eventUri) {
        return meetings.getOrDefault(eventUri, Map.of());
    }

    private Stream<StoredInvitee> stored(String uri) {
        return invitees.getOrDefault(uri, Map.of()).entrySet().stream()
                .map(row -> new StoredInvitee(row.getKey(), row.getValue()));
    }

    private void put(String eventUri, StoredMeeting meeting) {
        meetings.computeIfAbsent(eventUri, first -> new LinkedHashMap<>())
                .put(meeting.connectionId(), meeting);
    }

    private void put(UUID meetingId, InviteeFacts facts) {
        invitees.computeIfAbsent(facts.uri(), first -> new LinkedHashMap<>()).put(meetingId, facts);
        Stream.of(facts.oldInvitee(), facts.newInvitee())
                .filter(named -> named != null)
                .forEach(named ->
                        naming.computeIfAbsent(named, first -> new HashSet<>()).add(facts.uri()));
    }
}
