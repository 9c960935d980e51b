package io.advicly.calendly.meeting;

import io.advicly.calendly.connection.ConnectedHost;
import io.advicly.calendly.connection.ConnectedHosts;
import io.advicly.calendly.security.Caller;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/// What [MeetingProjection] does in one transaction: finds the hosts, locks, reads, lets
/// [ProjectionPlan] decide, writes, and notes what is different.
///
/// Every statement costs a round trip while locks are held. There are six for a delivery that
/// changes something, however many hosts and invitees it has: hosts, lock, meetings, invitees,
/// upsert, change log; one more for each end of a reschedule, and one when a link to join is late.
@ApplicationScoped
class ProjectionTransaction {

    private final ConnectedHosts connectedHosts;
    private final MeetingRepository meetings;
    private final InviteeRepository invitees;
    private final LinkLookups lookups;
    private final ChangeLog log;
    private final Clock clock;

    ProjectionTransaction(
            ConnectedHosts connectedHosts,
            MeetingRepository meetings,
            InviteeRepository invitees,
            LinkLookups lookups,
            ChangeLog log,
            Clock clock) {
        this.connectedHosts = connectedHosts;
        this.meetings = meetings;
        this.invitees = invitees;
        this.lookups = lookups;
        this.log = log;
        this.clock = clock;
    }

    /// What was done, in the order of what was said, and who is to be told.
    record Done(List<Projected> projected, Set<Caller> owners) {}

    /// What one thing that was said has done.
    private record Effect(Projected projected, Set<UUID> different) {

        private static final Effect NONE = new Effect(new Projected(0, 0), Set.of());
    }

    /// One end of a reschedule that may not know of the other.
    private record Link(String invitee, String other, boolean isOld) {}

    /// Looks for hosts before it locks anything: most events of an organization have none here.
    @WithTransaction
    public Uni<Done> apply(Knowledge knowledge) {
        return new Telling(knowledge).told(false).chain(effect -> noted(List.of(effect)));
    }

    /// Locks at once, in the one order, all that any of it concerns.
    @WithTransaction
    public Uni<Done> applyAll(List<Knowledge> all) {
        List<Telling> tellings = all.stream().map(Telling::new).toList();
        SortedSet<String> keys = new TreeSet<>();
        tellings.forEach(telling -> keys.addAll(telling.keys()));
        List<Effect> effects = new ArrayList<>();
        return meetings.lock(keys)
                .chain(() ->
                        oneByOne(
                                tellings,
                                telling ->
                                        telling.told(true).invoke(effects::add).replaceWithVoid()))
                .chain(() -> noted(effects));
    }

    private Uni<Done> noted(List<Effect> effects) {
        Set<UUID> different = new HashSet<>();
        effects.forEach(effect -> different.addAll(effect.different()));
        List<Projected> projected = effects.stream().map(Effect::projected).toList();
        return log.note(different).map(owners -> new Done(projected, owners));
    }

    /// What is said, on its way into the meetings.
    private final class Telling {

        private final String organizationUri;
        private final MeetingFacts event;
        private final String eventUri;
        private final List<InviteeFacts> said;

        Telling(Knowledge knowledge) {
            this.organizationUri = knowledge.organizationUri();
            this.event = MeetingFacts.of(knowledge.event());
            this.eventUri = knowledge.event().uri();
            this.said = knowledge.invitees().stream().map(InviteeFacts::of).toList();
        }

        SortedSet<String> keys() {
            return EventKeys.of(eventUri, said);
        }

        /// Where nobody is said to host it, it is not known who does: that cancels it for nobody.
        Uni<Effect> told(boolean locked) {
            return event.hostUris().isEmpty()
                    ? Uni.createFrom().item(Effect.NONE)
                    : connectedHosts
                            .of(organizationUri, event.hostUris())
                            .map(ProjectionTransaction::inOrder)
                            .chain(hosts -> toldTo(hosts, locked));
        }

        private Uni<Effect> toldTo(List<ConnectedHost> hosts, boolean locked) {
            return hosts.isEmpty()
                    ? meetings.ofEvent(eventUri)
                            .chain(stored ->
                                    stored.isEmpty()
                                            ? Uni.createFrom().item(Effect.NONE)
                                            : project(hosts, locked))
                    : project(hosts, locked);
        }

        private Uni<Effect> project(List<ConnectedHost> hosts, boolean locked) {
            return (locked ? none() : meetings.lock(keys()))
                    .chain(this::known)
                    .chain(known ->
                            formerHosts(hosts, known).map(former -> changes(hosts, former, known)))
                    .call(this::write)
                    .chain(changes -> linked(changes, hosts.size()));
        }

        private Uni<Known> known() {
            List<String> uris = said.stream().map(InviteeFacts::uri).toList();
            return meetings.ofEvent(eventUri)
                    .chain(stored ->
                            invitees.concerning(
                                            stored.stream().map(StoredMeeting::id).toList(), uris)
                                    .map(rows -> Known.of(stored, rows)));
        }

        /// Connections that have the event, whose accounts hosted it and are not said to host it
        /// any more. Those that are not active any more are left alone.
        private Uni<List<ConnectedHost>> formerHosts(List<ConnectedHost> hosts, Known known) {
            Set<UUID> current = new HashSet<>();
            hosts.forEach(host -> current.add(host.connectionId()));
            List<StoredMeeting> left =
                    known.meetings().stream()
                            .filter(stored -> !current.contains(stored.connectionId()))
                            .filter(stored ->
                                    stored.facts().updatedAt().isBefore(event.updatedAt()))
                            .toList();
            Set<String> accounts = new HashSet<>();
            left.forEach(stored -> accounts.addAll(stored.facts().hostUris()));
            accounts.removeAll(event.hostUris());
            Set<UUID> theirs = new HashSet<>();
            left.forEach(stored -> theirs.add(stored.connectionId()));
            return accounts.isEmpty()
                    ? Uni.createFrom().item(List.of())
                    : connectedHosts
                            .of(organizationUri, accounts)
                            .map(found ->
                                    inOrder(
                                            found.stream()
                                                    .filter(host ->
                                                            theirs.contains(host.connectionId()))
                                                    .toList()));
        }

        private List<MeetingChange> changes(
                List<ConnectedHost> hosts, List<ConnectedHost> former, Known known) {
            return Stream.concat(
                            ProjectionPlan.of(hosts, known, event, said, UUID::randomUUID).stream(),
                            ProjectionPlan.of(
                                    former, known, event.withoutMe(), List.of(), UUID::randomUUID)
                                    .stream())
                    .toList();
        }

        private Uni<Void> write(List<MeetingChange> changes) {
            return changes.isEmpty()
                    ? none()
                    : meetings.upsert(eventUri, changes, clock.instant())
                            .chain(() ->
                                    lookups.request(
                                            eventUri, organizationUri, changes.getFirst().facts()));
        }

        private Uni<Effect> linked(List<MeetingChange> changes, int hosts) {
            Set<UUID> different = new HashSet<>();
            changes.forEach(change -> different.add(change.id()));
            return oneByOne(
                            links(changes),
                            link -> tell(link).invoke(different::addAll).replaceWithVoid())
                    .replaceWith(new Effect(new Projected(hosts, changes.size()), different));
        }
    }

    private static Set<Link> links(List<MeetingChange> changes) {
        Set<Link> links = new LinkedHashSet<>();
        for (MeetingChange change : changes) {
            for (InviteeFacts invitee : change.invitees()) {
                if (invitee.oldInvitee() != null) {
                    links.add(new Link(invitee.uri(), invitee.oldInvitee(), true));
                }
                if (invitee.newInvitee() != null) {
                    links.add(new Link(invitee.uri(), invitee.newInvitee(), false));
                }
            }
        }
        return links;
    }

    /// @return the meetings in which the other end did not know yet
    private Uni<List<UUID>> tell(Link link) {
        Instant now = clock.instant();
        return link.isOld()
                ? invitees.linkNew(link.other(), link.invitee(), now)
                : invitees.linkOld(link.other(), link.invitee(), now);
    }

    private static Uni<Void> none() {
        return Uni.createFrom().voidItem();
    }

    /// Never at the same time: they share a session.
    private static <T> Uni<Void> oneByOne(Collection<T> items, Function<T, Uni<Void>> work) {
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
