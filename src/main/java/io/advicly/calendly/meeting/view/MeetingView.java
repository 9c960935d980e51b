package io.advicly.calendly.meeting.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.advicly.calendly.meeting.detail.Details;
import io.advicly.calendly.meeting.detail.ShownDetails;
import io.advicly.calendly.meeting.detail.Storable;
import io.advicly.calendly.meeting.fact.Status;
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

/// A meeting as callers see it, in the API and on the live stream (docs/meeting.md).
///
/// @param eventType what it was booked as, a URI; null while Calendly has not said it
/// @param statusRaw what Calendly calls a state that is not known: it is shown as active
/// @param location as Calendly gives it; null without one
/// @param guests whom invitees have brought along, each with an `email`
/// @param calendarEvent what it is in the host's calendar, with `kind` and `external_id`
/// @param inviteesCounter with `total`, `active` and `limit`
/// @param invitees the first of them, see [InviteePage#FIRST]
/// @param inviteesNextCursor where the rest of them begins; left out where these are all
/// @param createdAt when it was booked first; null while Calendly has not said it
/// @param updatedAt when it changed here last
@RegisterForReflection
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(Include.ALWAYS)
public record MeetingView(
        UUID id,
        String calendlyEventUri,
        @Nullable String eventType,
        @Nullable String name,
        String status,
        @JsonInclude(Include.NON_NULL) @Nullable String statusRaw,
        Instant startTime,
        Instant endTime,
        @Nullable JsonNode location,
        @Nullable JsonNode hosts,
        JsonNode guests,
        @Nullable JsonNode calendarEvent,
        @Nullable JsonNode inviteesCounter,
        @Nullable String meetingNotesPlain,
        @Nullable String meetingNotesHtml,
        List<InviteeView> invitees,
        @JsonInclude(Include.NON_NULL) @Nullable String inviteesNextCursor,
        @Nullable Instant createdAt,
        Instant updatedAt) {

    /// @param invitees of this meeting, one more than it may show where there are more
    static MeetingView of(MeetingRow row, List<InviteeRow> invitees) {
        ShownDetails details = ShownDetails.of(row.details);
        InviteePage first =
                InviteePage.of(invitees, InviteePage.FIRST, InviteeView::of, InviteeRow::place);
        return new MeetingView(
                row.id,
                row.calendlyEventUri,
                details.text(Details.EVENT_TYPE),
                row.name,
                row.status,
                Status.raw(row.status, row.statusRaw),
                row.startTime,
                row.endTime,
                Storable.parse(row.location),
                Storable.parse(row.hosts),
                guests(details),
                details.value("calendar_event"),
                details.value("invitees_counter"),
                details.text("meeting_notes_plain"),
                details.text("meeting_notes_html"),
                first.invitees(),
                first.nextCursor(),
                details.time("created_at"),
                row.updatedAt);
    }

    /// @param row of `FeedReads`
    public static MeetingView of(Row row) {
        ShownDetails details = ShownDetails.of(row.getString("details"));
        InviteePage first = InviteeView.first(Storable.parse(row.getString("invitees")));
        return new MeetingView(
                row.getUUID("id"),
                row.getString("calendly_event_uri"),
                details.text(Details.EVENT_TYPE),
                row.getString("name"),
                row.getString("status"),
                Status.raw(row.getString("status"), row.getString("status_raw")),
                row.getOffsetDateTime("start_time").toInstant(),
                row.getOffsetDateTime("end_time").toInstant(),
                Storable.parse(row.getString("location")),
                Storable.parse(row.getString("hosts")),
                guests(details),
                details.value("calendar_event"),
                details.value("invitees_counter"),
                details.text("meeting_notes_plain"),
                details.text("meeting_notes_html"),
                first.invitees(),
                first.nextCursor(),
                details.time("created_at"),
                row.getOffsetDateTime("updated_at").toInstant());
    }

    private static JsonNode guests(ShownDetails details) {
        return details.value(Details.GUESTS) instanceof ArrayNode guests
                ? guests
                : JsonNodeFactory.instance.arrayNode();
    }
}
