package io.advicly.calendly.meeting.erasure;

import io.advicly.calendly.connection.host.ConnectedHost;
import io.advicly.calendly.meeting.detail.Storable;
import io.advicly.calendly.meeting.fact.InviteeFacts;
import io.advicly.calendly.meeting.fact.MeetingChange;
import io.advicly.calendly.meeting.fact.MeetingFacts;
import io.advicly.calendly.meeting.fact.WrittenChange;
import io.advicly.calendly.meeting.outbox.ChangeLog;
import io.advicly.calendly.meeting.redaction.AddressPattern;
import io.advicly.calendly.meeting.redaction.ErasedName;
import io.advicly.calendly.meeting.redaction.ErasureRules;
import io.advicly.calendly.meeting.store.InviteeRepository;
import io.advicly.calendly.meeting.store.MeetingRepository;
import io.advicly.calendly.meeting.store.MeetingRow;
import io.advicly.calendly.meeting.telling.MeetingEvents;
import io.advicly.calendly.security.identity.Caller;
import io.advicly.calendly.security.identity.EmailAddress;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The transactions of an [InviteeErasure].
@ApplicationScoped
class ErasureTransaction {

    private final ErasureRepository rows;
    private final ErasedAddresses erased;
    private final MeetingRepository meetings;
    private final InviteeRepository invitees;
    private final ChangeLog log;
    private final MeetingEvents told;
    private final Clock clock;

    ErasureTransaction(
            ErasureRepository rows,
            ErasedAddresses erased,
            MeetingRepository meetings,
            InviteeRepository invitees,
            ChangeLog log,
            MeetingEvents told,
            Clock clock) {
        this.rows = rows;
        this.erased = erased;
        this.meetings = meetings;
        this.invitees = invitees;
        this.log = log;
        this.told = told;
        this.clock = clock;
    }

    /// What was rewritten.
    ///
    /// @param owners who is to be told
    record Done(int meetings, int invitees, Set<Caller> owners) {}

    /// @return when; what was booked until then is anonymous from now on
    @WithTransaction
    public Uni<Instant> remember(String tenant, EmailAddress address) {
        Instant now = Storable.time(clock.instant());
        return erased.remember(tenant, address, now).replaceWith(now);
    }

    @WithTransaction
    public Uni<Void> waitForProjections() {
        return rows.waitForProjections();
    }

    @WithTransaction
    public Uni<List<ErasureRepository.Found>> find(
            String tenant, AddressPattern addressPattern, UUID after) {
        return rows.find(tenant, addressPattern, after);
    }

    @WithTransaction
    public Uni<Integer> removeFromOutbox(String tenant, AddressPattern addressPattern) {
        return rows.removeFromOutbox(tenant, addressPattern);
    }

    /// Makes these meetings of one tenant forget what was erased. Reads no other invitees than
    /// those that hold it: a meeting may have thousands.
    @WithTransaction
    public Uni<Done> rewrite(
            List<ErasureRepository.Found> found, AddressPattern addressPattern, ErasureRules gone) {
        TreeSet<String> events = new TreeSet<>();
        found.forEach(one -> events.add(String.valueOf(one.eventUri())));
        List<UUID> ids = found.stream().map(ErasureRepository.Found::id).toList();
        return meetings.lock(events)
                .chain(() -> meetings.fresh(ids))
                .chain(stored -> rememberAndChange(stored, addressPattern, ids, gone))
                .call(changes -> meetings.upsert(changes, clock.instant()))
                .chain(changes ->
                        log.note(ids(changes))
                                .call(() -> told.retell(ids(changes)))
                                .map(owners -> done(changes, owners)));
    }

    private Uni<List<WrittenChange>> rememberAndChange(
            List<MeetingRow> stored,
            AddressPattern addressPattern,
            List<UUID> ids,
            ErasureRules gone) {
        return invitees.holding(addressPattern, ids)
                .call(guests ->
                        erased.rememberNames(
                                names(stored, guests, gone), Storable.time(clock.instant())))
                .map(guests -> changes(stored, guests, gone));
    }

    private static Set<ErasedName> names(
            List<MeetingRow> stored, Map<UUID, List<InviteeFacts>> guests, ErasureRules gone) {
        return stored.stream()
                .flatMap(row -> namesOf(row, gone, guests))
                .collect(Collectors.toSet());
    }

    private static Stream<ErasedName> namesOf(
            MeetingRow row, ErasureRules gone, Map<UUID, List<InviteeFacts>> guests) {
        return gone
                .namesIn(row.calendlyEventUri, row.name, guests.getOrDefault(row.id, List.of()))
                .stream();
    }

    private static List<WrittenChange> changes(
            List<MeetingRow> stored, Map<UUID, List<InviteeFacts>> guests, ErasureRules gone) {
        return stored.stream()
                .map(row -> change(row, guests.getOrDefault(row.id, List.of()), gone))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<WrittenChange> change(
            MeetingRow row, List<InviteeFacts> before, ErasureRules gone) {
        List<InviteeFacts> changed =
                before.stream()
                        .flatMap(guest ->
                                Stream.of(gone.invitee(row.tenantId, guest))
                                        .filter(after -> !after.equals(guest)))
                        .toList();
        MeetingFacts facts = row.toStored().facts();
        MeetingFacts after = gone.meeting(row.tenantId, facts, before);
        ConnectedHost host = new ConnectedHost(row.connectionId, row.tenantId, row.userId, "");
        return changed.isEmpty() && after.equals(facts)
                ? Optional.empty()
                : Optional.of(
                        new WrittenChange(
                                row.calendlyEventUri,
                                "",
                                new MeetingChange(row.id, host, after, changed, false)));
    }

    private static List<UUID> ids(List<WrittenChange> changes) {
        return changes.stream().map(it -> it.change().id()).toList();
    }

    private static Done done(List<WrittenChange> changes, Set<Caller> owners) {
        int guests = changes.stream().mapToInt(it -> it.change().invitees().size()).sum();
        return new Done(changes.size(), guests, owners);
    }
}
