package io.advicly.calendly.sandbox.wire;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.advicly.calendly.sandbox.http.Json;
import io.advicly.calendly.sandbox.state.EventType;
import io.advicly.calendly.sandbox.state.User;
import io.advicly.calendly.sandbox.state.World;

/** Event types (OAS). */
public final class EventTypeJson {
    private final World world;
    private final Uris uris;

    public EventTypeJson(World world, Uris uris) {
        this.world = world;
        this.uris = uris;
    }

    public ObjectNode of(EventType type) {
        ObjectNode json = Json.object();
        json.put("uri", uris.of("event_types", type.id()))
                .put("name", type.name())
                .put("active", true)
                .put("booking_method", "instant")
                .put("slug", type.id())
                .put("scheduling_url", uris.ownBase() + "/book/" + type.id())
                .put("duration", type.minutes())
                .put("kind", type.kind().kind())
                .put("pooling_type", type.kind().pooling())
                .put("type", "StandardEventType")
                .put("color", "#0069ff")
                .putNull("internal_note")
                .putNull("description_plain")
                .putNull("description_html")
                .put("secret", false)
                .putNull("deleted_at")
                .put("created_at", Timestamps.of(type.createdAt()))
                .put("updated_at", Timestamps.of(type.createdAt()));
        json.set("profile", profile(type));
        json.set("custom_questions", questions(type));
        return json;
    }

    private ObjectNode profile(EventType type) {
        User host = world.directory().users().get(type.hostIds().getFirst());
        return Json.object()
                .put("type", "User")
                .put("name", host.name())
                .put("owner", uris.user(host.id()));
    }

    private static ArrayNode questions(EventType type) {
        ArrayNode questions = Json.array();
        for (String question : type.questions()) {
            questions.add(
                    Json.object()
                            .put("name", question)
                            .put("type", "text")
                            .put("position", questions.size())
                            .put("enabled", true)
                            .put("required", false));
        }
        return questions;
    }
}
