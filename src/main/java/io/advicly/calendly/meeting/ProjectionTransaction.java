package io.advicly.calendly.meeting;

import io.advicly.calendly.calendly.Invitee;
import io.advicly.calendly.calendly.ScheduledEvent;
import io.advicly.calendly.connection.ConnectedHost;
import io.advicly.calendly.connection.ConnectedHosts;
import io.advicly.calendly.security.Caller;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/// What [MeetingProjection] does in one transaction: finds the hosts, locks, reads, lets
/// [ProjectionPlan] decide, writes, and notes in the change log what is different.
@ApplicationScoped
class ProjectionTransaction {

    private final ConnectedHosts connectedHosts;
    private final MeetingRepository meetings;
    private final InviteeRepository invitees;
    private final ChangeRepository log;
    private final Clock clock;

    ProjectionTransaction(
            ConnectedHosts connectedHosts,
            MeetingRepository meetings,
            InviteeRepository invitees,
            ChangeRepository log,
            Clock clock) {
        this.connectedHosts = connectedHosts;
        this.meetings = meetings;
        this.invitees = invitees;
        this.log = log;
        this.clock = clock;
    }

    /// What was done, and who is to be told.
    record Done(Projected projected, Set<Caller> owners) {}

    @WithTransaction
    public Uni<Done> apply(String organizationUri, ScheduledEvent event, List<Invitee> said) {
        List<InviteeFacts> facts = said.stream().map(InviteeFacts::of).toList();
        return connectedHosts
                .of(organizationUri, event.hosts().stream().map(ScheduledEvent.Host::uri).toList())
                .chain(hosts ->
                        hosts.isEmpty()
                                ? Uni.createFrom().item(new Done(new Projected(0, 0), Set.of()))
                                : project(inOrder(hosts), event, facts));
    }

    private Uni<Done> project(
            List<ConnectedHost> hosts, ScheduledEvent event, List<InviteeFacts> said) {
        return meetings.lock(EventKeys.of(event.uri(), said))
                .chain(() -> known(hosts, event.uri(), said))
                .map(known ->
                        ProjectionPlan.of(
                                hosts, known, MeetingFacts.of(event), said, UUID::randomUUID))
                .call(changes -> oneByOne(changes, change -> write(event.uri(), change)))
                .chain(changes -> noted(changes, new Projected(hosts.size(), changes.size())));
    }

    private Uni<Known> known(List<ConnectedHost> hosts, String eventUri, List<InviteeFacts> said) {
        List<String> uris = said.stream().map(InviteeFacts::uri).toList();
        return meetings.ofEvent(eventUri, hosts.stream().map(ConnectedHost::connectionId).toList())
                .chain(stored ->
                        invitees.stored(stored.stream().map(StoredMeeting::id).toList(), uris)
                                .chain(rows ->
                                        invitees.counterparts(uris)
                                                .map(others -> new Known(stored, rows, others))));
    }

    private Uni<Void> write(String eventUri, MeetingChange change) {
        return meetings.upsert(eventUri, change, clock.instant())
                .chain(() ->
                        oneByOne(
                                change.invitees(),
                                invitee ->
                                        invitees.upsert(change.id(), invitee).replaceWithVoid()));
    }

    private Uni<Done> noted(List<MeetingChange> changes, Projected projected) {
        Set<UUID> different = new HashSet<>();
        changes.forEach(change -> different.add(change.id()));
        return oneByOne(
                        changes,
                        change ->
                                tellCounterparts(change)
                                        .invoke(different::addAll)
                                        .replaceWithVoid())
                .chain(() -> log.record(different))
                .map(owners -> new Done(projected, owners));
    }

    /// @return the meetings of those that did not know yet
    private Uni<Set<UUID>> tellCounterparts(MeetingChange change) {
        Instant now = clock.instant();
        Set<UUID> told = new HashSet<>();
        return oneByOne(
                        change.invitees(),
                        invitee -> {
                            String old = invitee.oldInvitee();
                            String successor = invitee.newInvitee();
                            return none().chain(() ->
                                            old == null
                                                    ? none()
                                                    : invitees.linkNew(old, invitee.uri(), now)
                                                            .invoke(told::addAll)
                                                            .replaceWithVoid())
                                    .chain(() ->
                                            successor == null
                                                    ? none()
                                                    : invitees.linkOld(
                                                                    successor, invitee.uri(), now)
                                                            .invoke(told::addAll)
                                                            .replaceWithVoid());
                        })
                .replaceWith(told);
    }

    private static Uni<Void> none() {
        return Uni.createFrom().voidItem();
    }

    /// Never at the same time: they share a session.
    private static <T> Uni<Void> oneByOne(List<T> items, Function<T, Uni<Void>> work) {
        return Multi.createFrom()
                .iterable(items)
                .onItem()
                .transformToUniAndConcatenate(work::apply)
                .onItem()
                .ignoreAsUni();
    }

    private static List<ConnectedHost> inOrder(List<ConnectedHost> hosts) {
        return hosts.stream().sorted(Comparator.comparing(ConnectedHost::connectionId)).toList();
    }
}
