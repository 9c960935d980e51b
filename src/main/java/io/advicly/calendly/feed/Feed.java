package io.advicly.calendly.feed;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;

/// Where it is written down that something happened.
@ApplicationScoped
public class Feed {

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
