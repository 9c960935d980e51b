package io.advicly.calendly.meeting;

import io.advicly.calendly.connection.ConnectedHost;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/// Decides which meetings change when something is said about an event. Pure: whatever the order in
/// which the same things are said, the same is stored in the end.
final class ProjectionPlan {

    private ProjectionPlan() {}

    /// @param event what is said about the event
    /// @param invitees what is said about invitees of it
    /// @param newId makes the ids of meetings that are not stored yet
    static List<MeetingChange> of(
            List<ConnectedHost> hosts,
            Known known,
            MeetingFacts event,
            Collection<InviteeFacts> invitees,
            Supplier<UUID> newId) {
        Map<UUID, StoredMeeting> stored = known.byConnection();
        return hosts.stream()
                .map(host ->
                        change(
                                host,
                                Optional.ofNullable(stored.get(host.connectionId())),
                                known,
                                event,
                                invitees,
                                newId))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<MeetingChange> change(
            ConnectedHost host,
            Optional<StoredMeeting> stored,
            Known known,
            MeetingFacts event,
            Collection<InviteeFacts> invitees,
            Supplier<UUID> newId) {
        UUID id = stored.map(StoredMeeting::id).orElseGet(newId);
        String tenant = host.tenantId();
        MeetingFacts told = known.erased().meeting(tenant, event, invitees);
        MeetingFacts facts =
                stored.map(StoredMeeting::facts)
                        .map(one -> known.erased().meeting(tenant, one, invitees).merge(told))
                        .orElse(told);
        List<InviteeFacts> changed =
                invitees.stream()
                        .map(said -> change(id, tenant, said, known))
                        .flatMap(Optional::stream)
                        .toList();
        boolean same =
                changed.isEmpty() && stored.isPresent() && facts.equals(stored.get().facts());
        return same ? Optional.empty() : Optional.of(new MeetingChange(id, host, facts, changed));
    }

    /// What was stored before an erasure knew of it is made anonymous too.
    private static Optional<InviteeFacts> change(
            UUID meetingId, String tenant, InviteeFacts said, Known known) {
        InviteeFacts stored = known.invitee(meetingId, said.uri()).orElse(null);
        InviteeFacts told = known.erased().invitee(tenant, said);
        InviteeFacts merged =
                (stored == null ? told : known.erased().invitee(tenant, stored).merge(told))
                        .linked(known.predecessorOf(said.uri()), known.successorOf(said.uri()));
        return Objects.equals(stored, merged) ? Optional.empty() : Optional.of(merged);
    }
}
