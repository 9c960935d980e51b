package io.advicly.calendly.meeting.view;

import io.advicly.calendly.meeting.store.InviteeRepository;
import io.advicly.calendly.meeting.store.InviteeRow;
import io.advicly.calendly.meeting.store.MeetingRepository;
import io.advicly.calendly.meeting.store.MeetingRow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// The one way from stored meetings to what anybody is shown or told of them. Every method joins
/// its caller's transaction, and reads the invitees of all meetings with one statement, of each as
/// many as a meeting shows by itself.
@ApplicationScoped
public class WholeMeetings {

    private final MeetingRepository meetings;
    private final InviteeRepository invitees;

    WholeMeetings(MeetingRepository meetings, InviteeRepository invitees) {
        this.meetings = meetings;
        this.invitees = invitees;
    }

    /// These meetings as the database has them now, also where this transaction has just changed
    /// them; in no order, and without those that are gone.
    public Uni<List<WholeMeeting>> now(Collection<UUID> ids) {
        return ids.isEmpty()
                ? Uni.createFrom().item(List.of())
                : meetings.fresh(ids).chain(this::withInvitees);
    }

    /// Rows that were just read, in their order.
    public Uni<List<WholeMeeting>> withInvitees(List<MeetingRow> rows) {
        return invitees.first(rows.stream().map(row -> row.id).toList())
                .map(found -> rows.stream().map(row -> wholeMeeting(row, found)).toList());
    }

    private static WholeMeeting wholeMeeting(MeetingRow row, Map<UUID, List<InviteeRow>> found) {
        return new WholeMeeting(
                row.tenantId,
                row.userId,
                row.connectionId,
                MeetingView.of(row, found.getOrDefault(row.id, List.of())));
    }
}
