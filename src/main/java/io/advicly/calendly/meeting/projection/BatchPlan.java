package io.advicly.calendly.meeting.projection;

import io.advicly.calendly.connection.host.ConnectedHost;
import io.advicly.calendly.connection.host.HostAccount;
import io.advicly.calendly.meeting.fact.MeetingChange;
import io.advicly.calendly.meeting.fact.NormalizedReport;
import io.advicly.calendly.meeting.fact.Projected;
import io.advicly.calendly.meeting.fact.StoredMeeting;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/// Decides what changes when many things are said at once: as [ProjectionPlan] would, one after the
/// other. Pure.
///
/// @param hosts who of us has which account
/// @param newId makes the ids of meetings that are not stored yet
public record BatchPlan(Map<HostAccount, List<ConnectedHost>> hosts, Supplier<UUID> newId) {

    /// Takes all of it into the draft.
    ///
    /// @return what each has done, in the same order
    public List<Projected> apply(List<NormalizedReport> all, ProjectionState projectionState) {
        return all.stream().map(said -> apply(said, projectionState)).toList();
    }

    private Projected apply(NormalizedReport said, ProjectionState projectionState) {
        List<ConnectedHost> current = connected(said.hosts());
        if (!said.namesHosts() || (current.isEmpty() && !projectionState.holds(said.eventUri()))) {
            return new Projected(0, 0);
        }
        StoredState storedState = projectionState.known(said);
        List<ConnectedHost> former = former(said, current, storedState);
        List<MeetingChange> changes =
                new ArrayList<>(
                        ProjectionPlan.of(
                                current, storedState, said.event(), said.invitees(), newId));
        changes.addAll(
                ProjectionPlan.of(former, storedState, said.event().withoutMe(), List.of(), newId));
        projectionState.change(said, changes);
        long different = changes.stream().filter(change -> !change.silent()).count();
        return new Projected(current.size(), (int) different);
    }

    /// Connections that have the event, whose accounts hosted it and are not said to host it any
    /// more. Those that are not active any more are left alone.
    private List<ConnectedHost> former(
            NormalizedReport said, List<ConnectedHost> current, StoredState storedState) {
        if (!said.allHosts()) {
            return List.of();
        }
        Set<UUID> those = new HashSet<>();
        current.forEach(host -> those.add(host.connectionId()));
        Set<String> accounts = new HashSet<>();
        Set<UUID> theirs = new HashSet<>();
        for (StoredMeeting stored : storedState.meetings()) {
            if (!those.contains(stored.connectionId())
                    && stored.facts().isOlderThan(said.event())) {
                accounts.addAll(stored.facts().hostUris());
                theirs.add(stored.connectionId());
            }
        }
        accounts.removeAll(said.hostUris());
        return connected(said.accounts(accounts)).stream()
                .filter(host -> theirs.contains(host.connectionId()))
                .toList();
    }

    private List<ConnectedHost> connected(Collection<HostAccount> accounts) {
        return accounts.stream()
                .flatMap(account -> hosts.getOrDefault(account, List.of()).stream())
                .sorted(Comparator.comparing(ConnectedHost::connectionId))
                .toList();
    }
}
