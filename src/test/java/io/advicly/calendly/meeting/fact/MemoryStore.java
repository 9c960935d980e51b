package io.advicly.calendly.meeting.fact;

import static org.assertj.core.api.Assertions.assertThat;

import io.advicly.calendly.connection.host.ConnectedHost;
import io.advicly.calendly.connection.host.HostAccount;
import io.advicly.calendly.meeting.Telling;
import io.advicly.calendly.meeting.projection.BatchPlan;
import io.advicly.calendly.meeting.projection.ProjectionPlan;
import io.advicly.calendly.meeting.projection.ProjectionState;
import io.advicly.calendly.meeting.projection.StoredState;
import io.advicly.calendly.meeting.redaction.ErasureRules;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.UnaryOperator;

/// Meetings in memory, one host: what `MeetingProjection` does in SQL, round the same plan.
final class MemoryStore {

    private static final ConnectedHost HOST =
            new ConnectedHost(UUID.randomUUID(), "tenant", "user", "account");

    private final Map<String, StoredMeeting> meetings = new TreeMap<>();
    private final Map<String, StoredInvitee> invitees = new TreeMap<>();

    /// Everything that is known, ids aside.
    record Contents(Map<String, MeetingFacts> meetings, Map<String, InviteeFacts> invitees) {}

    /// @return how many meetings changed
    int apply(Telling telling) {
        List<InviteeFacts> said = telling.invitees().stream().map(InviteeFacts::of).toList();
        String event = telling.event().uri();
        List<MeetingChange> changes =
                ProjectionPlan.of(
                        List.of(HOST),
                        known(event, said),
                        MeetingFacts.of(telling.event()),
                        said,
                        UUID::randomUUID);
        for (MeetingChange change : changes) {
            meetings.put(
                    event, new StoredMeeting(change.id(), HOST.connectionId(), change.facts()));
            change.invitees()
                    .forEach(invitee ->
                            invitees.put(invitee.uri(), new StoredInvitee(change.id(), invitee)));
            change.invitees().forEach(this::tellCounterparts);
        }
        return changes.size();
    }

    /// What [ProjectionState] would write if all of this were told in one transaction, and then the
    /// links.
    static Contents allAtOnce(List<Telling> told) {
        HostAccount account = new HostAccount("organization", "host");
        ProjectionState projectionState =
                new ProjectionState(Map.of(), List.of(), ErasureRules.NOTHING);
        List<NormalizedReport> news =
                told.stream()
                        .map(one ->
                                NormalizedReport.of(
                                        new EventReport(
                                                account.organizationUri(),
                                                one.event(),
                                                one.invitees())))
                        .toList();
        var _ =
                new BatchPlan(Map.of(account, List.of(HOST)), UUID::randomUUID)
                        .apply(news, projectionState);
        MemoryStore store = new MemoryStore();
        for (WrittenChange written : projectionState.changes()) {
            UUID id = written.change().id();
            StoredMeeting meeting =
                    new StoredMeeting(id, HOST.connectionId(), written.change().facts());
            assertThat(store.meetings.put(written.eventUri(), meeting)).isNull();
            written.change()
                    .invitees()
                    .forEach(invitee ->
                            store.invitees.put(invitee.uri(), new StoredInvitee(id, invitee)));
        }
        projectionState
                .links()
                .forEach(link ->
                        store.change(
                                link.invitee(),
                                other ->
                                        link.isNew()
                                                ? other.linked(null, link.other())
                                                : other.linked(link.other(), null)));
        return store.contents();
    }

    Contents contents() {
        Map<String, MeetingFacts> events = new TreeMap<>();
        meetings.forEach((uri, stored) -> events.put(uri, stored.facts()));
        Map<String, InviteeFacts> guests = new TreeMap<>();
        invitees.forEach((uri, stored) -> guests.put(uri, stored.facts()));
        return new Contents(events, guests);
    }

    private StoredState known(String event, List<InviteeFacts> said) {
        Collection<String> uris = said.stream().map(InviteeFacts::uri).toList();
        return new StoredState(
                meetings.containsKey(event) ? List.of(meetings.get(event)) : List.of(),
                invitees.values().stream()
                        .filter(stored -> uris.contains(stored.facts().uri()))
                        .toList(),
                invitees.values().stream()
                        .map(StoredInvitee::facts)
                        .filter(facts ->
                                uris.contains(facts.oldInvitee())
                                        || uris.contains(facts.newInvitee()))
                        .toList(),
                ErasureRules.NOTHING);
    }

    private void tellCounterparts(InviteeFacts invitee) {
        if (invitee.oldInvitee() != null) {
            change(invitee.oldInvitee(), other -> other.linked(null, invitee.uri()));
        }
        if (invitee.newInvitee() != null) {
            change(invitee.newInvitee(), other -> other.linked(invitee.uri(), null));
        }
    }

    private void change(String uri, UnaryOperator<InviteeFacts> how) {
        invitees.computeIfPresent(
                uri,
                (same, stored) -> new StoredInvitee(stored.meetingId(), how.apply(stored.facts())));
    }
}
