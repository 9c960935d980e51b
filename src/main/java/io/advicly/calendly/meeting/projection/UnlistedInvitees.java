package io.advicly.calendly.meeting.projection;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.advicly.calendly.meeting.fact.InviteeFacts;
import io.advicly.calendly.meeting.fact.InviteeListing;
import io.advicly.calendly.meeting.fact.StoredInvitee;
import io.advicly.calendly.meeting.fact.WrittenChange;
import io.advicly.calendly.meeting.outbox.ChangeLog;
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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// Takes those off whom Calendly lists as invited to an event no more (ADR 24). Canceled they are
/// not: nobody has said so, and a later reading may show them again.
@ApplicationScoped
public class UnlistedInvitees {

    private final MeetingRepository meetings;
    private final InviteeRepository invitees;
    private final ChangeLog log;
    private final Clock clock;

    UnlistedInvitees(
            MeetingRepository meetings, InviteeRepository invitees, ChangeLog log, Clock clock) {
        this.meetings = meetings;
        this.invitees = invitees;
        this.log = log;
        this.clock = clock;
    }

    /// Locks nothing where nobody is missing, which is nearly always.
    ///
    /// @return who is to be told
    @WithTransaction
    public Uni<Set<Caller>> apply(InviteeListing listing) {
        Instant now = clock.instant();
        return listing.isBelieved(now)
                ? invitees.unlisted(listing)
                        .chain(missing ->
                                missing.isEmpty() ? Unis.item(Set.of()) : takeOff(listing, now))
                : Unis.item(Set.of());
    }

    private Uni<Set<Caller>> takeOff(InviteeListing listing, Instant now) {
        return meetings.lock(List.of(listing.event().uri()))
                .chain(() -> invitees.unlisted(listing))
                .map(missing -> off(missing, listing.asked()))
                .chain(off -> changes(listing, off))
                .call(changes -> meetings.upsert(changes, now))
                .chain(changes -> log.note(ids(changes)));
    }

    /// Those of whom nothing is known since, by meeting.
    private static Map<UUID, List<InviteeFacts>> off(List<StoredInvitee> missing, Instant asked) {
        return missing.stream()
                .map(one -> new StoredInvitee(one.meetingId(), one.facts().unlisted(asked)))
                .filter(one -> !one.facts().active())
                .collect(
                        groupingBy(
                                StoredInvitee::meetingId, mapping(StoredInvitee::facts, toList())));
    }

    private Uni<List<WrittenChange>> changes(
            InviteeListing listing, Map<UUID, List<InviteeFacts>> off) {
        return off.isEmpty()
                ? Unis.item(List.of())
                : meetings.fresh(off.keySet())
                        .map(rows -> rows.stream().map(row -> written(listing, row, off)).toList());
    }

    private static WrittenChange written(
            InviteeListing listing, MeetingRow row, Map<UUID, List<InviteeFacts>> off) {
        return new WrittenChange(
                listing.event().uri(),
                listing.organizationUri(),
                row.with(off.getOrDefault(row.id, List.of())));
    }

    private static List<UUID> ids(List<WrittenChange> changes) {
        return changes.stream().map(it -> it.change().id()).toList();
    }
}
