package io.advicly.calendly.sandbox.wire;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.advicly.calendly.sandbox.http.Json;
import io.advicly.calendly.sandbox.record.CustomQuestion;
import io.advicly.calendly.sandbox.state.World;
import io.advicly.calendly.sandbox.state.offer.EventKind;
import io.advicly.calendly.sandbox.state.offer.LocationKind;
import io.advicly.calendly.sandbox.state.offer.SandboxEventType;
import io.advicly.calendly.sandbox.state.offer.Standing;
import io.advicly.calendly.sandbox.state.people.User;
import java.util.List;

/** Event types (OAS). */
public final class EventTypeJson {
    private final World world;
    private final Uris uris;

    public EventTypeJson(World world, Uris uris) {
        this.world = world;
        this.uris = uris;
    }

    public ObjectNode render(SandboxEventType type) {
        Standing standing = type.standing();
        ObjectNode json = Json.object();
        json.put("uri", uris.uri("event_types", type.id()))
                .put("name", type.name())
                .put("active", standing.active())
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
                .put("secret", standing.secret())
                .put("deleted_at", Timestamps.ofNullable(standing.deletedAt()))
                .put("kind_description", describe(type.kind()))
                .put("admin_managed", standing.managed())
                .put("position", standing.position())
                .put("locale", "en")
                .put("created_at", Timestamps.of(type.createdAt()))
                .put("updated_at", Timestamps.of(standing.updatedAt()));
        json.putArray("duration_options").add(type.minutes());
        json.set("locations", locations(type));
        json.set("profile", profile(type));
        json.set("custom_questions", questions(type));
        return json;
    }

    /** As event types spell it: conferences have another word there than in scheduled events. */
    public static String kind(LocationKind kind) {
        return switch (kind) {
            case ZOOM -> "zoom_conference";
            case GOTOMEETING -> "gotomeeting_conference";
            case PHYSICAL,
                    CUSTOM,
                    ASK_INVITEE,
                    INBOUND_CALL,
                    OUTBOUND_CALL,
                    GOOGLE_CONFERENCE,
                    MICROSOFT_TEAMS_CONFERENCE,
                    WEBEX_CONFERENCE ->
                    kind.wire();
        };
    }

    private static String describe(EventKind kind) {
        return switch (kind) {
            case ONE_TO_ONE -> "One-on-One";
            case GROUP -> "Group";
            case COLLECTIVE -> "Collective";
            case ROUND_ROBIN -> "Round Robin";
        };
    }

    private static ArrayNode locations(SandboxEventType type) {
        ArrayNode locations = Json.array();
        LocationKind kind = type.location();
        if (kind == null) {
            return locations;
        }
        ObjectNode json = locations.addObject().put("kind", kind(kind));
        switch (kind) {
            case PHYSICAL, CUSTOM ->
                    json.put("location", type.locationText()).putNull("additional_info");
            case INBOUND_CALL ->
                    json.put("phone_number", type.locationText()).putNull("additional_info");
            case ASK_INVITEE,
                    OUTBOUND_CALL,
                    GOOGLE_CONFERENCE,
                    ZOOM,
                    GOTOMEETING,
                    MICROSOFT_TEAMS_CONFERENCE,
                    WEBEX_CONFERENCE -> {}
        }
        return locations;
    }

    private ObjectNode profile(SandboxEventType type) {
        User host = world.directory().users().get(type.hostIds().getFirst());
        return Json.object()
                .put("type", "User")
                .put("name", host.name())
                .put("owner", uris.user(host.id()));
    }

    private ArrayNode questions(SandboxEventType type) {
        ArrayNode questions = Json.array();
        for (String name : type.questions()) {
            CustomQuestion known = world.offers().questions().find(name);
            CustomQuestion question =
                    known == null
                            ? new CustomQuestion(name, "text", false, List.of(), false)
                            : known;
            questions.add(
                    Json.object()
                            .put("name", name)
                            .put("type", question.type())
                            .put("position", questions.size())
                            .put("enabled", true)
                            .put("required", question.required())
                            .put("include_other", question.includeOther())
                            .set("answer_choices", Json.strings(question.choices())));
        }
        return questions;
    }
}
