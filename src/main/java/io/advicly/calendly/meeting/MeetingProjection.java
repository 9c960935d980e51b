package io.advicly.calendly.meeting;

import io.advicly.calendly.calendly.Invitee;
import io.advicly.calendly.calendly.ScheduledEvent;
import io.advicly.calendly.connection.ConnectedHost;
import io.advicly.calendly.connection.ConnectedHosts;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/// The one way for knowledge about scheduled events to become meetings; deliveries and syncs share
/// it. Telling it the same things in any order, any number of times, ends in the same meetings.
@ApplicationScoped
public class MeetingProjection {

    private final ConnectedHosts connectedHosts;
    private final MeetingRepository meetings;
    private final InviteeRepository invitees;
    private final Clock clock;

    MeetingProjection(
            ConnectedHosts connectedHosts,
            MeetingRepository meetings,
            InviteeRepository invitees,
            Clock clock) {
        this.connectedHosts = connectedHosts;
        this.meetings = meetings;
        this.invitees = invitees;
        this.clock = clock;
    }

    /// Takes in what is known about an event and some of its invitees, in one transaction. To be
    /// called in a Vert.x context without a session of another unit of work.
    ///
    /// @param organizationUri only connections to this organization get to see the event
    /// @param said invitees of this event: the one a delivery is about, or all that a sync has read
    @WithTransaction
    public Uni<Projected> apply(String organizationUri, ScheduledEvent event, List<Invitee> said) {
        List<InviteeFacts> facts = said.stream().map(InviteeFacts::of).toList();
        return connectedHosts
                .of(organizationUri, event.hosts().stream().map(ScheduledEvent.Host::uri).toList())
                .chain(hosts ->
                        hosts.isEmpty()
                                ? Uni.createFrom().item(new Projected(0, 0))
                                : project(inOrder(hosts), event, facts));
    }

    private Uni<Projected> project(
            List<ConnectedHost> hosts, ScheduledEvent event, List<InviteeFacts> said) {
        return meetings.lock(EventKeys.of(event.uri(), said))
                .chain(() -> known(hosts, event.uri(), said))
                .map(known ->
                        ProjectionPlan.of(
                                hosts, known, MeetingFacts.of(event), said, UUID::randomUUID))
                .call(changes -> oneByOne(changes, change -> write(event.uri(), change)))
                .call(changes -> oneByOne(changes, this::tellCounterparts))
                .map(changes -> new Projected(hosts.size(), changes.size()));
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

    private Uni<Void> tellCounterparts(MeetingChange change) {
        Instant now = clock.instant();
        return oneByOne(
                change.invitees(),
                invitee -> {
                    String old = invitee.oldInvitee();
                    String successor = invitee.newInvitee();
                    return none().chain(() ->
                                    old == null
                                            ? none()
                                            : invitees.linkNew(old, invitee.uri(), now)
                                                    .replaceWithVoid())
                            .chain(() ->
                                    successor == null
                                            ? none()
                                            : invitees.linkOld(successor, invitee.uri(), now)
                                                    .replaceWithVoid());
                });
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
