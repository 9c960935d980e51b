package io.advicly.calendly.meeting.backend;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.advicly.calendly.meeting.search.MeetingParameters;
import io.advicly.calendly.meeting.search.MeetingQuery;
import io.advicly.calendly.meeting.store.MeetingRepository;
import io.advicly.calendly.meeting.view.WholeMeetings;
import io.advicly.calendly.platform.list.Cursor;
import io.advicly.calendly.platform.list.Slice;
import io.advicly.calendly.platform.text.CleanText;
import io.advicly.calendly.security.identity.BackendCaller;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// The meetings of a backend's users.
@ApplicationScoped
public class BackendMeetings {

    private final MeetingRepository meetings;
    private final WholeMeetings whole;

    BackendMeetings(MeetingRepository meetings, WholeMeetings whole) {
        this.meetings = meetings;
        this.whole = whole;
    }

    /// A page of meetings by start time.
    ///
    /// @param nextCursor null on the last page
    @RegisterForReflection
    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "BackendMeetingPage")
    public record Page(List<BackendMeetingView> meetings, @Nullable String nextCursor) {}

    /// @param user whose; null for everybody of the tenant
    @WithTransaction
    public Uni<Page> page(BackendCaller backend, @Nullable String user, MeetingParameters wanted) {
        MeetingQuery query = MeetingQuery.parse(wanted);
        // PostgreSQL has no such text: it is nobody's name.
        if (user != null && !CleanText.isClean(user)) {
            return Uni.createFrom().item(new Page(List.of(), null));
        }
        return meetings.page(backend, user, query, query.limit() + 1)
                .map(rows ->
                        Slice.of(rows, query.limit(), row -> new Cursor(row.startTime, row.id)))
                .chain(slice ->
                        whole.withInvitees(slice.rows())
                                .map(all -> all.stream().map(BackendMeetingView::of).toList())
                                .map(views -> new Page(views, slice.nextCursor())));
    }

    /// Empty when there is no such meeting, or it is of another tenant.
    @WithTransaction
    public Uni<Optional<BackendMeetingView>> byId(BackendCaller backend, UUID id) {
        return meetings.ofBackend(backend, id)
                .chain(row -> whole.withInvitees(row == null ? List.of() : List.of(row)))
                .map(found -> found.stream().findFirst().map(BackendMeetingView::of));
    }
}
