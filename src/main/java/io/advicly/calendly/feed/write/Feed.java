package io.advicly.calendly.feed.write;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.advicly.calendly.feed.EventDraft;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// Where it is written down that something happened.
@ApplicationScoped
public class Feed {

    /// How many events a statement looks through.
    static final int PAGE = 500;

    private final DraftRepository drafts;
    private final ObjectMapper json;

    Feed(DraftRepository drafts, ObjectMapper json) {
        this.drafts = drafts;
        this.json = json;
    }

    /// Joins the caller's transaction: with it the events happen, or not. Those of one subject are
    /// to be appended while something is locked that others who append for it lock too. Tell the
    /// [FeedSignal] after the commit.
    public Uni<Void> append(List<EventDraft> events) {
        if (events.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        ArrayNode all = json.createArrayNode();
        events.forEach(event -> all.add(node(event)));
        return drafts.add(all.toString()).replaceWithVoid();
    }

    /// The SQL that appends what it is given, for whoever writes something with the same statement:
    /// `tenant_id, user_id, connection_id, type, subject` of each, in order. Their data is rendered
    /// by the sequencer (`EventData`).
    ///
    /// @param rows a query
    public static String appending(String rows) {
        return "INSERT INTO event_drafts (tenant_id, user_id, connection_id, type, subject) "
                + rows;
    }

    /// Joins the caller's transaction.
    ///
    /// @param draft of a `LateData.Late`
    public Uni<Void> render(long draft, String data) {
        return drafts.render(draft, data).replaceWithVoid();
    }

    /// What was told of these becomes this. Joins the caller's transaction, and is to be its end:
    /// nothing gets into the feed until then.
    ///
    /// @param data JSON by subject
    public Uni<Void> retell(Map<String, String> data) {
        if (data.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        ObjectNode all = json.createObjectNode();
        data.forEach((subject, text) -> all.putRawValue(subject, new RawValue(text)));
        return drafts.alone().chain(() -> drafts.retell(all.toString())).replaceWithVoid();
    }

    /// What a page of a tenant's events was found to hold.
    ///
    /// @param subjects of those that hold it
    /// @param last where the next page begins
    public record Found(Set<String> subjects, long last, boolean more) {}

    /// Looks for an address in what is told of meetings, a page at a time. Joins the caller's
    /// transaction.
    ///
    /// @param plain and `encoded`: what to look for, in lower case
    public Uni<Found> mentioning(String tenant, String plain, String encoded, long after) {
        return drafts.mentioning(tenant, plain, encoded, after).map(rows -> found(rows, after));
    }

    private static Found found(List<Object[]> rows, long after) {
        Set<String> subjects = new HashSet<>();
        long last = after;
        for (Object[] row : rows) {
            last = Long.parseLong((String) row[0]);
            if (row[1] != null) {
                subjects.add((String) row[1]);
            }
        }
        return new Found(subjects, last, rows.size() == PAGE);
    }

    private ObjectNode node(EventDraft event) {
        ObjectNode node =
                json.createObjectNode()
                        .put("tenant_id", event.tenantId())
                        .put("user_id", event.userId())
                        .put("connection_id", Objects.toString(event.connectionId(), null))
                        .put("type", event.type().code())
                        .put("subject", event.subject())
                        .put("created_at", event.createdAt().toString());
        if (event.data() != null) {
            node.putRawValue("data", new RawValue(event.data()));
        }
        return node;
    }
}
