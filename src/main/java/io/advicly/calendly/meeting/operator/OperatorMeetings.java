package io.advicly.calendly.meeting.operator;

import io.advicly.calendly.meeting.search.MeetingQuery;
import io.advicly.calendly.meeting.store.MeetingRepository;
import io.advicly.calendly.meeting.store.MeetingRow;
import io.advicly.calendly.meeting.view.MeetingView;
import io.advicly.calendly.meeting.view.WholeMeeting;
import io.advicly.calendly.meeting.view.WholeMeetings;
import io.advicly.calendly.platform.chain.Unis;
import io.advicly.calendly.platform.list.Cursor;
import io.advicly.calendly.platform.list.Slice;
import io.advicly.calendly.security.identity.BackendCaller;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Meetings for operators: found as a backend of their tenant would find them.
@ApplicationScoped
class OperatorMeetings {

    private final MeetingRepository meetings;
    private final WholeMeetings whole;

    OperatorMeetings(MeetingRepository meetings, WholeMeetings whole) {
        this.meetings = meetings;
        this.whole = whole;
    }

    /// How much may be shown.
    ///
    /// @param persons whether names of meetings may be
    /// @param whole whether everything is, as its user sees it
    record Sight(boolean persons, boolean whole) {}

    /// @param user whose; null for everybody of the tenant
    @WithTransaction
    public Uni<OperatorMeetingView.Page> page(
            String tenant, @Nullable String user, MeetingQuery query, Sight sight) {
        return meetings.page(new BackendCaller("operator", tenant), user, query, query.limit() + 1)
                .map(rows ->
                        Slice.of(rows, query.limit(), row -> new Cursor(row.startTime, row.id)))
                .chain(slice ->
                        views(slice.rows(), sight)
                                .map(all -> new OperatorMeetingView.Page(all, slice.nextCursor())));
    }

    @WithTransaction
    public Uni<Optional<OperatorMeetingView>> byId(UUID id, Sight sight) {
        return meetings.ofBackend(new BackendCaller("operator", null), id)
                .chain(row -> views(row == null ? List.of() : List.of(row), sight))
                .map(found -> found.stream().findFirst());
    }

    private Uni<List<OperatorMeetingView>> views(List<MeetingRow> rows, Sight sight) {
        Uni<Map<UUID, MeetingView>> revealed =
                sight.whole()
                        ? whole.withInvitees(rows).map(OperatorMeetings::byId)
                        : Unis.item(Map.of());
        return revealed.map(all ->
                rows.stream()
                        .map(it -> OperatorMeetingView.of(it, sight.persons(), all.get(it.id)))
                        .toList());
    }

    private static Map<UUID, MeetingView> byId(List<WholeMeeting> all) {
        return all.stream()
                .map(WholeMeeting::meeting)
                .collect(Collectors.toMap(MeetingView::id, it -> it));
    }
}
