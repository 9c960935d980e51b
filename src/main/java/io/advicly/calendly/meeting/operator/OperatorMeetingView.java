package io.advicly.calendly.meeting.operator;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.advicly.calendly.meeting.detail.Details;
import io.advicly.calendly.meeting.detail.ShownDetails;
import io.advicly.calendly.meeting.store.MeetingRow;
import io.advicly.calendly.meeting.view.MeetingView;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A meeting as operators see it.
///
/// @param name not for whoever may see no persons: it may have one in it
/// @param meeting as its user sees it, persons and all; only where somebody asks for it to be
///   revealed
@RegisterForReflection
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OperatorMeetingView(
        UUID id,
        UUID connectionId,
        String tenantId,
        String userId,
        String eventUri,
        @Nullable String eventType,
        @Nullable String name,
        String status,
        Instant startTime,
        Instant endTime,
        @Nullable JsonNode inviteesCounter,
        Instant updatedAt,
        @Nullable MeetingView meeting) {

    /// @param nextCursor null on the last page
    @RegisterForReflection
    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "OperatorMeetingPage")
    public record Page(List<OperatorMeetingView> meetings, @Nullable String nextCursor) {}

    static OperatorMeetingView of(MeetingRow row, boolean persons, @Nullable MeetingView whole) {
        ShownDetails details = ShownDetails.of(row.details);
        return new OperatorMeetingView(
                row.id,
                row.connectionId,
                row.tenantId,
                row.userId,
                row.calendlyEventUri,
                details.text(Details.EVENT_TYPE),
                persons ? row.name : null,
                row.status,
                row.startTime,
                row.endTime,
                details.value("invitees_counter"),
                row.updatedAt,
                whole);
    }
}
