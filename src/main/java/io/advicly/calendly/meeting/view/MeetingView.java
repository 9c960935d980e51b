package io.advicly.calendly.meeting.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.advicly.calendly.meeting.fact.Status;
import io.advicly.calendly.meeting.fact.Storable;
import io.advicly.calendly.meeting.store.InviteePage;
import io.advicly.calendly.meeting.store.InviteeRow;
import io.advicly.calendly.meeting.store.InviteeView;
import io.advicly.calendly.meeting.store.MeetingRow;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A meeting as callers see it, in the API and on the live stream.
///
/// @param statusRaw what Calendly calls a state that is not known: it is shown as active
/// @param location as Calendly gives it; null without one
/// @param invitees the first of them, see [InviteePage#FIRST]
/// @param inviteesNextCursor where the rest of them begins; left out where these are all
/// @param updatedAt when it changed here last
@RegisterForReflection
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(Include.ALWAYS)
public record MeetingView(
        UUID id,
        String calendlyEventUri,
        @Nullable String name,
        String status,
        @JsonInclude(Include.NON_NULL) @Nullable String statusRaw,
        Instant startTime,
        Instant endTime,
        @Nullable JsonNode location,
        @Nullable JsonNode hosts,
        List<InviteeView> invitees,
        @JsonInclude(Include.NON_NULL) @Nullable String inviteesNextCursor,
        Instant updatedAt) {

    /// @param invitees of this meeting, one more than it may show where there are more
    public static MeetingView of(MeetingRow row, List<InviteeRow> invitees) {
        InviteePage first =
                InviteePage.of(invitees, InviteePage.FIRST, InviteeView::of, InviteeRow::place);
        return new MeetingView(
                row.id,
                row.calendlyEventUri,
                row.name,
                row.status,
                Status.raw(row.status, row.statusRaw),
                row.startTime,
                row.endTime,
                Storable.parse(row.location),
                Storable.parse(row.hosts),
                first.invitees(),
                first.nextCursor(),
                row.updatedAt);
    }

    /// @param row of `FeedReads`
    public static MeetingView of(Row row) {
        InviteePage first = InviteeView.first(Storable.parse(row.getString("invitees")));
        return new MeetingView(
                row.getUUID("id"),
                row.getString("calendly_event_uri"),
                row.getString("name"),
                row.getString("status"),
                Status.raw(row.getString("status"), row.getString("status_raw")),
                row.getOffsetDateTime("start_time").toInstant(),
                row.getOffsetDateTime("end_time").toInstant(),
                Storable.parse(row.getString("location")),
                Storable.parse(row.getString("hosts")),
                first.invitees(),
                first.nextCursor(),
                row.getOffsetDateTime("updated_at").toInstant());
    }
}
