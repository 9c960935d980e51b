package io.advicly.calendly.meeting.projection;

import io.advicly.calendly.connection.host.ConnectedHost;
import io.advicly.calendly.meeting.fact.InviteeFacts;
import io.advicly.calendly.meeting.fact.MeetingChange;
import io.advicly.calendly.meeting.fact.MeetingFacts;
import io.advicly.calendly.meeting.fact.StoredMeeting;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Decides which meetings change when something is said about an event. Pure: whatever the order in
/// which the same things are said, the same is stored in the end.
public final class ProjectionPlan {

    private ProjectionPlan() {}

    /// @param event what is said about the event
    /// @param invitees what is said about invitees of it
    /// @param newId makes the ids of meetings that are not stored yet
    public static List<MeetingChange> of(
            List<ConnectedHost> hosts,
            StoredState storedState,
            MeetingFacts event,
            Collection<InviteeFacts> invitees,
            Supplier<UUID> newId) {
        Map<UUID, StoredMeeting> stored = storedState.byConnection();
        List<MeetingChange> changes = new ArrayList<>();
        for (ConnectedHost host : hosts) {
            Optional<StoredMeeting> meeting = Optional.ofNullable(stored.get(host.connectionId()));
            change(host, meeting, storedState, event, invitees, newId).ifPresent(changes::add);
        }
        return List.copyOf(changes);
    }

    private static Optional<MeetingChange> change(
            ConnectedHost host,
            Optional<StoredMeeting> stored,
            StoredState storedState,
            MeetingFacts event,
            Collection<InviteeFacts> invitees,
            Supplier<UUID> newId) {
        UUID id = stored.map(StoredMeeting::id).orElseGet(newId);
        String tenant = host.tenantId();
        MeetingFacts told = storedState.erased().meeting(tenant, event, invitees);
        MeetingFacts facts =
                stored.map(StoredMeeting::facts)
                        .map(one -> storedState.erased().meeting(tenant, one, invitees).merge(told))
                        .orElse(told);
        List<InviteeFacts> changed =
                invitees.stream()
                        .map(said -> change(id, tenant, said, storedState))
                        .flatMap(Optional::stream)
                        .toList();
        MeetingFacts before = stored.map(StoredMeeting::facts).orElse(null);
        boolean sameEvent = before != null && before.content().equals(facts.content());
        if (sameEvent && changed.isEmpty() && knownAsWell(before, facts, event)) {
            return Optional.empty();
        }
        boolean silent =
                sameEvent
                        && changed.stream().allMatch(guest -> saysTheSame(id, guest, storedState));
        return Optional.of(new MeetingChange(id, host, facts, changed, silent));
    }

    /// What was stored before an erasure knew of it is made anonymous too.
    private static Optional<InviteeFacts> change(
            UUID meetingId, String tenant, InviteeFacts said, StoredState storedState) {
        InviteeFacts stored = storedState.invitee(meetingId, said.uri()).orElse(null);
        InviteeFacts told = storedState.erased().invitee(tenant, said);
        InviteeFacts merged =
                (stored == null ? told : storedState.erased().invitee(tenant, stored).merge(told))
                        .linked(
                                storedState.predecessorOf(said.uri()),
                                storedState.successorOf(said.uri()));
        boolean same =
                stored != null
                        && stored.content().equals(merged.content())
                        && (stored.equals(merged)
                                || (stored.fetched()
                                        && said.fetched()
                                        && stored.updatedAt().equals(merged.updatedAt())));
        return same ? Optional.empty() : Optional.of(merged);
    }

    private static boolean saysTheSame(
            UUID meetingId, InviteeFacts guest, StoredState storedState) {
        return storedState
                .invitee(meetingId, guest.uri())
                .filter(stored -> stored.content().equals(guest.content()))
                .isPresent();
    }

    /// What was asked for before, and is the same now, is not written anew each night.
    private static boolean knownAsWell(
            @Nullable MeetingFacts stored, MeetingFacts now, MeetingFacts said) {
        return now.equals(stored)
                || (stored != null
                        && stored.fetched()
                        && said.fetched()
                        && stored.updatedAt().equals(now.updatedAt()));
    }
}
