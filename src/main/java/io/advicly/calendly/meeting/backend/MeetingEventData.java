package io.advicly.calendly.meeting.backend;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.advicly.calendly.feed.EventData;
import io.advicly.calendly.meeting.outbox.OutboxPayload;
import io.advicly.calendly.meeting.stream.FeedReads;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/// What the feed tells of a meeting: what the API shows of it, as it is when its event enters the
/// feed. Of one that is gone by then only its id is left.
@ApplicationScoped
public class MeetingEventData implements EventData {

    /// Before a meeting's id, in an event's subject.
    public static final String SUBJECT = "meeting:";

    /// Each by its index, whatever the planner thought of a table that was small.
    private static final String READ =
            """
            SELECT m.tenant_id, m.user_id, m.connection_id, %s
            FROM unnest($1::uuid[]) AS wanted (id)
            CROSS JOIN LATERAL (SELECT * FROM meetings WHERE id = wanted.id OFFSET 0) AS m\
            """
                    .formatted(FeedReads.MEETING);

    private final ObjectMapper json;

    MeetingEventData(ObjectMapper json) {
        this.json = json;
    }

    @Override
    public Uni<Map<String, String>> render(SqlConnection transaction, Collection<String> subjects) {
        UUID[] ids =
                subjects.stream()
                        .map(subject -> UUID.fromString(subject.substring(SUBJECT.length())))
                        .toArray(UUID[]::new);
        return transaction
                .preparedQuery(READ)
                .execute(Tuple.tuple().addArrayOfUUID(ids))
                .map(rows -> rendered(ids, rows));
    }

    private Map<String, String> rendered(UUID[] ids, RowSet<Row> rows) {
        Map<String, String> data = new HashMap<>();
        for (UUID id : ids) {
            data.put(SUBJECT + id, text(new OutboxPayload.Erased(id)));
        }
        for (Row row : rows) {
            data.put(SUBJECT + row.getUUID("id"), text(BackendMeetingView.of(row)));
        }
        return data;
    }

    /// @param meeting as it is now
    public String text(Object meeting) {
        try {
            return json.writeValueAsString(meeting);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
