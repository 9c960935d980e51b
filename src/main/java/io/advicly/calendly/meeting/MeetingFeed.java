package io.advicly.calendly.meeting;

import io.advicly.calendly.security.Caller;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/// A user's changes in the order in which they happened.
@ApplicationScoped
class MeetingFeed {

    private final ChangeRepository changes;
    private final Meetings meetings;

    MeetingFeed(ChangeRepository changes, Meetings meetings) {
        this.changes = changes;
        this.meetings = meetings;
    }

    /// A meeting as it is now, at the place of its latest change.
    record Change(long id, MeetingView meeting) {}

    /// Where a stream begins.
    ///
    /// @param resumed whether it goes on where another one ended; false: from now on
    record Start(long id, boolean resumed) {}

    /// @param lastId where the caller has got to; empty for somebody new. One that was never handed
    ///   out, by another installation for example, is as good as none
    @WithTransaction
    public Uni<Start> start(Caller caller, OptionalLong lastId) {
        if (lastId.isEmpty()) {
            return changes.latest(caller).map(id -> new Start(id, false));
        }
        return changes.latestOfAll()
                .chain(latest ->
                        lastId.getAsLong() <= latest
                                ? Uni.createFrom().item(new Start(lastId.getAsLong(), true))
                                : changes.latest(caller).map(id -> new Start(id, false)));
    }

    /// What changed after `id`, at most `limit`.
    @WithTransaction
    public Uni<List<Change>> after(Caller caller, long id, int limit) {
        return changes.after(caller, id, limit)
                .chain(rows ->
                        meetings.ofCaller(caller, rows.stream().map(row -> row.meetingId).toList())
                                .map(views -> join(rows, views)));
    }

    private static List<Change> join(List<ChangeRow> rows, List<MeetingView> views) {
        Map<UUID, MeetingView> byId =
                views.stream().collect(Collectors.toMap(MeetingView::id, Function.identity()));
        return rows.stream()
                .filter(row -> byId.containsKey(row.meetingId))
                .map(row ->
                        new Change(row.changeId, Objects.requireNonNull(byId.get(row.meetingId))))
                .toList();
    }
}
