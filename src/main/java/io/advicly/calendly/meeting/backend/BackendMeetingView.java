package io.advicly.calendly.meeting.backend;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.advicly.calendly.meeting.view.MeetingView;
import io.advicly.calendly.meeting.view.WholeMeeting;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.vertx.mutiny.sqlclient.Row;
import java.util.UUID;

/// A meeting as a backend sees it: as its user does, and whose it is.
@RegisterForReflection
@JsonNaming(SnakeCaseStrategy.class)
public record BackendMeetingView(
        String tenantId, String userId, UUID connectionId, @JsonUnwrapped MeetingView meeting) {

    public static BackendMeetingView of(WholeMeeting whole) {
        return new BackendMeetingView(
                whole.tenantId(), whole.userId(), whole.connectionId(), whole.meeting());
    }

    /// @param row of `FeedReads#MEETING`, and whose it is
    static BackendMeetingView of(Row row) {
        return new BackendMeetingView(
                row.getString("tenant_id"),
                row.getString("user_id"),
                row.getUUID("connection_id"),
                MeetingView.of(row));
    }
}
