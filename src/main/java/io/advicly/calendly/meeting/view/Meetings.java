package io.advicly.calendly.meeting.view;

import io.advicly.calendly.meeting.search.MeetingQuery;
import io.advicly.calendly.meeting.store.InviteePage;
import io.advicly.calendly.meeting.store.InviteePlace;
import io.advicly.calendly.meeting.store.InviteeRepository;
import io.advicly.calendly.meeting.store.InviteeRow;
import io.advicly.calendly.meeting.store.InviteeView;
import io.advicly.calendly.meeting.store.MeetingRepository;
import io.advicly.calendly.meeting.store.MeetingRow;
import io.advicly.calendly.platform.chain.Unis;
import io.advicly.calendly.platform.list.Cursor;
import io.advicly.calendly.platform.list.Slice;
import io.advicly.calendly.security.identity.Caller;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// A user's own meetings.
@ApplicationScoped
public class Meetings {

    private final MeetingRepository meetings;
    private final InviteeRepository invitees;
    private final WholeMeetings whole;

    Meetings(MeetingRepository meetings, InviteeRepository invitees, WholeMeetings whole) {
        this.meetings = meetings;
        this.invitees = invitees;
        this.whole = whole;
    }

    /// A page by start time.
    @WithTransaction
    public Uni<MeetingPage> page(Caller caller, MeetingQuery query) {
        return meetings.page(caller, query, query.limit() + 1)
                .map(rows ->
                        Slice.of(rows, query.limit(), row -> new Cursor(row.startTime, row.id)))
                .chain(slice ->
                        views(slice.rows())
                                .map(views -> new MeetingPage(views, slice.nextCursor())));
    }

    /// Empty when there is no such meeting, or it is somebody else's.
    @WithTransaction
    public Uni<Optional<MeetingView>> byId(Caller caller, UUID id) {
        return meetings.ofCaller(caller, id)
                .chain(row -> views(row == null ? List.of() : List.of(row)))
                .map(views -> views.stream().findFirst());
    }

    /// A page of a meeting's invitees; empty when there is no such meeting, or it is somebody
    /// else's.
    @WithTransaction
    public Uni<Optional<InviteePage>> invitees(
            Caller caller, UUID id, int limit, Optional<InviteePlace> after) {
        return meetings.ofCaller(caller, id)
                .chain(row ->
                        row == null
                                ? Unis.item(Optional.empty())
                                : inviteePage(id, limit, after).map(Optional::of));
    }

    private Uni<InviteePage> inviteePage(UUID id, int limit, Optional<InviteePlace> after) {
        return invitees.page(id, after, limit + 1)
                .map(found -> InviteePage.of(found, limit, InviteeView::of, InviteeRow::place));
    }

    private Uni<List<MeetingView>> views(List<MeetingRow> rows) {
        return whole.withInvitees(rows)
                .map(all -> all.stream().map(WholeMeeting::meeting).toList());
    }
}
