package io.advicly.calendly.sandbox.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.advicly.calendly.sandbox.http.Json;
import io.advicly.calendly.sandbox.state.World;
import io.advicly.calendly.sandbox.state.booking.Location;
import io.advicly.calendly.sandbox.state.booking.SandboxScheduledEvent;
import io.advicly.calendly.sandbox.state.offer.LocationKind;
import io.advicly.calendly.sandbox.state.setting.Switch;

/** The location variants (OAS 5728-6196, calendly-api.md 1.9). */
final class LocationJson {
    private final World world;

    LocationJson(World world) {
        this.world = world;
    }

    JsonNode render(SandboxScheduledEvent event) {
        Location location = event.location();
        if (location == null) {
            return NullNode.getInstance();
        }
        ObjectNode json = Json.object().put("type", type(location.kind()));
        return location.kind().conference()
                ? conference(json, event.id(), location)
                : place(json, location);
    }

    private String type(LocationKind kind) {
        return kind == LocationKind.ZOOM ? world.switches().text(Switch.ZOOM_TYPE) : kind.wire();
    }

    private static ObjectNode place(ObjectNode json, Location location) {
        json.put("location", location.text());
        return switch (location.kind()) {
            case PHYSICAL -> json.put("additional_info", "Second floor");
            case INBOUND_CALL -> json.put("additional_info", "Any time from five minutes before");
            default -> json;
        };
    }

    private ObjectNode conference(ObjectNode json, String event, Location location) {
        if (!location.readyBy(world.now())) {
            json.put("status", "processing").putNull("join_url");
            return location.kind() == LocationKind.GOOGLE_CONFERENCE ? json : json.putNull("data");
        }
        json.put("status", "pushed").put("join_url", joinUrl(location.kind(), event));
        ObjectNode data = data(location.kind(), event);
        return data.isEmpty() ? json : json.set("data", data);
    }

    private static String joinUrl(LocationKind kind, String event) {
        return "https://" + kind.wire().replace('_', '-') + ".example.test/j/" + event;
    }

    private static ObjectNode data(LocationKind kind, String event) {
        ObjectNode data = Json.object();
        return switch (kind) {
            case ZOOM -> zoom(data, event);
            case GOTOMEETING ->
                    data.put("uniqueMeetingId", 486_000_000 + event.hashCode() % 1_000_000)
                            .put("conferenceCallInfo", "+1 202-555-0199, 486");
            case MICROSOFT_TEAMS_CONFERENCE -> {
                data.put("id", event)
                        .putObject("audioConferencing")
                        .put("conferenceId", "555 019 9#")
                        .put("dialinUrl", "https://dialin.example.test/" + event)
                        .put("tollNumber", "+12025550199");
                yield data;
            }
            case WEBEX_CONFERENCE -> {
                data.put("id", event)
                        .putObject("telephony")
                        .putArray("callInNumbers")
                        .addObject()
                        .put("label", "US Toll")
                        .put("callInNumber", "12025550199")
                        .put("tollType", "toll");
                yield data.put("password", "sandbox");
            }
            case GOOGLE_CONFERENCE, PHYSICAL, CUSTOM, ASK_INVITEE, INBOUND_CALL, OUTBOUND_CALL ->
                    data;
        };
    }

    private static ObjectNode zoom(ObjectNode data, String event) {
        data.put("id", event)
                .putObject("settings")
                .putArray("global_dial_in_numbers")
                .addObject()
                .put("number", "+1 2025550199")
                .put("country", "US")
                .put("type", "toll");
        data.putObject("extra").put("intl_numbers_url", "https://zoom.example.test/u/" + event);
        return data.put("password", "sandbox");
    }
}
