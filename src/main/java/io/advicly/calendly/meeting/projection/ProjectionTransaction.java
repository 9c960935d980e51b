package io.advicly.calendly.meeting.projection;

import io.advicly.calendly.connection.host.ConnectedHost;
import io.advicly.calendly.connection.host.ConnectedHosts;
import io.advicly.calendly.connection.host.HostAccount;
import io.advicly.calendly.meeting.detail.Storable;
import io.advicly.calendly.meeting.erasure.ErasedAddresses;
import io.advicly.calendly.meeting.fact.EventReport;
import io.advicly.calendly.meeting.fact.MeetingChange;
import io.advicly.calendly.meeting.fact.NormalizedReport;
import io.advicly.calendly.meeting.fact.Projected;
import io.advicly.calendly.meeting.fact.StoredMeeting;
import io.advicly.calendly.meeting.fact.WrittenChange;
import io.advicly.calendly.meeting.lookup.LinkLookups;
import io.advicly.calendly.meeting.outbox.ChangeLog;
import io.advicly.calendly.meeting.redaction.ErasedName;
import io.advicly.calendly.meeting.redaction.ErasureRules;
import io.advicly.calendly.meeting.store.InviteeRepository;
import io.advicly.calendly.meeting.store.MeetingRepository;
import io.advicly.calendly.meeting.store.MeetingRow;
import io.advicly.calendly.platform.chain.Unis;
import io.advicly.calendly.security.identity.Caller;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

/// What [MeetingProjection] does in one transaction: finds the hosts, locks, reads, lets
/// [BatchPlan] decide, writes, and notes what is different.
///
/// Every statement costs a round trip while locks are held. There are six when something changes,
/// however many things are said of however many events, hosts and invitees: hosts, lock, meetings,
/// invitees, upsert, change log; one more for each kind of end of a reschedule, for events of which
/// nobody here is said to be host, for hosts of before, for links to join that are late, where
/// addresses have been erased, and where an erased invitee's name is in an event's name.
@ApplicationScoped
class ProjectionTransaction {

    private final ConnectedHosts connectedHosts;
    private final MeetingRepository meetings;
    private final InviteeRepository invitees;
    private final ErasedAddresses erased;
    private final LinkLookups lookups;
    private final ChangeLog log;
    private final Clock clock;

    ProjectionTransaction(
            ConnectedHosts connectedHosts,
            MeetingRepository meetings,
            InviteeRepository invitees,
            ErasedAddresses erased,
            LinkLookups lookups,
            ChangeLog log,
            Clock clock) {
        this.connectedHosts = connectedHosts;
        this.meetings = meetings;
        this.invitees = invitees;
        this.erased = erased;
        this.lookups = lookups;
        this.log = log;
        this.clock = clock;
    }

    /// What was done, in the order of what was said, and who is to be told.
    record Done(List<Projected> projected, Set<Caller> owners) {}

    /// What was read under the locks.
    private record Read(Map<String, List<StoredMeeting>> stored, ErasureRules gone) {}

    /// Locks at once, in the one order, all that any of it concerns. Looks for hosts before it
    /// locks anything: most events of an organization have none here.
    @WithTransaction
    public Uni<Done> apply(List<EventReport> all) {
        List<NormalizedReport> news = all.stream().map(NormalizedReport::of).toList();
        return connectedHosts
                .hostsOf(accounts(news))
                .chain(hosts ->
                        concerned(news, hosts).chain(events -> project(news, hosts, events)));
    }

    /// A meeting whose event is no more. What is over stays as it was.
    ///
    /// @return who is to be told
    @WithTransaction
    public Uni<Set<Caller>> gone(UUID connectionId, String eventUri, Instant asked) {
        Instant now = clock.instant();
        return meetings.lock(List.of(eventUri))
                .chain(() -> meetings.activeOfEvent(connectionId, eventUri))
                .map(rows -> goneFrom(rows, asked, now))
                .call(changes -> meetings.upsert(written(eventUri, changes), now))
                .chain(changes -> log.note(changes.stream().map(MeetingChange::id).toList()));
    }

    private static List<MeetingChange> goneFrom(List<MeetingRow> rows, Instant asked, Instant now) {
        return rows.stream()
                .map(row -> row.without(asked))
                .filter(it -> !it.facts().active())
                .filter(it -> it.facts().endTime().isAfter(now))
                .toList();
    }

    private static List<WrittenChange> written(String eventUri, List<MeetingChange> changes) {
        return changes.stream().map(it -> new WrittenChange(eventUri, "", it)).toList();
    }

    private static Set<HostAccount> accounts(List<NormalizedReport> news) {
        return news.stream().flatMap(said -> said.hosts().stream()).collect(Collectors.toSet());
    }

    /// The events that somebody here hosts or has hosted.
    private Uni<Set<String>> concerned(
            List<NormalizedReport> news, Map<HostAccount, List<ConnectedHost>> hosts) {
        Set<String> hosted = new HashSet<>();
        Set<String> others = new HashSet<>();
        for (NormalizedReport said : news) {
            boolean here = said.hosts().stream().anyMatch(hosts::containsKey);
            if (said.namesHosts()) {
                (here ? hosted : others).add(said.eventUri());
            }
        }
        others.removeAll(hosted);
        return others.isEmpty()
                ? Unis.item(hosted)
                : meetings.ofEvents(others)
                        .map(stored -> {
                            hosted.addAll(stored.keySet());
                            return hosted;
                        });
    }

    private Uni<Done> nothing(List<NormalizedReport> news) {
        return Unis.item(
                new Done(news.stream().map(said -> new Projected(0, 0)).toList(), Set.of()));
    }

    private Uni<Done> project(
            List<NormalizedReport> news,
            Map<HostAccount, List<ConnectedHost>> hosts,
            Set<String> events) {
        if (events.isEmpty()) {
            return nothing(news);
        }
        List<NormalizedReport> concerning =
                news.stream().filter(said -> events.contains(said.eventUri())).toList();
        SortedSet<String> keys = new TreeSet<>();
        concerning.forEach(said -> keys.addAll(said.keys()));
        return meetings.lock(keys)
                .chain(key -> erased.rules(key, concerning))
                .call(gone ->
                        erased.rememberNames(
                                names(concerning, gone), Storable.time(clock.instant())))
                .chain(gone -> meetings.ofEvents(events).map(stored -> new Read(stored, gone)))
                .chain(read -> decideAndWrite(news, hosts, concerning, read));
    }

    private Uni<Done> decideAndWrite(
            List<NormalizedReport> news,
            Map<HostAccount, List<ConnectedHost>> hosts,
            List<NormalizedReport> concerning,
            Read read) {
        return withFormer(hosts, concerning, read.stored())
                .chain(everybody ->
                        draft(concerning, read).chain(state -> write(news, everybody, state)));
    }

    /// Of erased invitees, said in the clear: what is said next of the event may not say whose name
    /// it is.
    private static Set<ErasedName> names(List<NormalizedReport> news, ErasureRules gone) {
        Set<ErasedName> said = new HashSet<>();
        news.forEach(one ->
                said.addAll(gone.namesIn(one.eventUri(), one.event().name(), one.invitees())));
        said.removeAll(gone.names());
        return said;
    }

    /// Those too who are known to have hosted these events.
    private Uni<Map<HostAccount, List<ConnectedHost>>> withFormer(
            Map<HostAccount, List<ConnectedHost>> hosts,
            List<NormalizedReport> news,
            Map<String, List<StoredMeeting>> stored) {
        Set<HostAccount> former = new HashSet<>();
        for (NormalizedReport said : news) {
            stored.getOrDefault(said.eventUri(), List.of())
                    .forEach(meeting -> former.addAll(said.accounts(meeting.facts().hostUris())));
        }
        former.removeAll(accounts(news));
        return connectedHosts
                .hostsOf(former)
                .map(found -> {
                    Map<HostAccount, List<ConnectedHost>> everybody = new HashMap<>(hosts);
                    everybody.putAll(found);
                    return everybody;
                });
    }

    private Uni<ProjectionState> draft(List<NormalizedReport> news, Read read) {
        Set<String> uris =
                news.stream()
                        .flatMap(said -> said.inviteeUris().stream())
                        .collect(Collectors.toSet());
        return invitees.concerning(uris)
                .map(rows -> new ProjectionState(read.stored(), rows, read.gone()));
    }

    private Uni<Done> write(
            List<NormalizedReport> news,
            Map<HostAccount, List<ConnectedHost>> hosts,
            ProjectionState projectionState) {
        List<Projected> projected =
                new BatchPlan(hosts, UUID::randomUUID).apply(news, projectionState);
        List<WrittenChange> changes = projectionState.changes();
        List<WrittenChange> audible =
                changes.stream().filter(written -> !written.change().silent()).toList();
        Set<UUID> different =
                audible.stream()
                        .map(written -> written.change().id())
                        .collect(Collectors.toCollection(HashSet::new));
        Instant now = clock.instant();
        return meetings.upsert(changes, now)
                .chain(() -> lookups.request(audible))
                .chain(() -> invitees.link(projectionState.links(), now))
                .invoke(different::addAll)
                .chain(() -> log.note(different))
                .map(owners -> new Done(projected, owners));
    }
}
