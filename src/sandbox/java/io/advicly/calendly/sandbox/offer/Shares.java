package io.advicly.calendly.sandbox.offer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.advicly.calendly.sandbox.http.ApiError;
import io.advicly.calendly.sandbox.http.Call;
import io.advicly.calendly.sandbox.http.Json;
import io.advicly.calendly.sandbox.http.SandboxReply;
import io.advicly.calendly.sandbox.oauth.ApiCaller;
import io.advicly.calendly.sandbox.state.World;
import io.advicly.calendly.sandbox.state.offer.SandboxEventType;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /shares}: an event type that is changed for one booking. Name and duration have
 * effect; of the rest only the form is checked, and it comes back as it was sent.
 */
final class Shares {
    private static final List<String> PERIODS =
            List.of("available_moving", "moving", "fixed", "unlimited");
    private static final int LONGEST_NAME = 55;
    private static final int LONGEST_MINUTES = 720;

    private final World world;
    private final Links links;

    Shares(World world, Links links) {
        this.world = world;
        this.links = links;
    }

    SandboxReply create(ApiCaller caller, Call call) {
        ObjectNode body = call.json();
        SandboxEventType type = links.target(caller, body);
        String name = name(body);
        Integer minutes = minutes(body);
        checkPeriod(body);
        ObjectNode share = Json.object();
        share.putArray("scheduling_links").add(links.make(type, name, minutes));
        share.set("share_override", override(type, body, name, minutes));
        return SandboxReply.resource(201, share);
    }

    private static @Nullable String name(ObjectNode body) {
        String name = body.path("name").asText("");
        if (name.length() > LONGEST_NAME) {
            throw ApiError.invalid("name", "is too long (maximum is 55 characters)");
        }
        return name.isBlank() ? null : name;
    }

    private static @Nullable Integer minutes(ObjectNode body) {
        if (!body.hasNonNull("duration")) {
            return null;
        }
        int minutes = body.path("duration").asInt(0);
        if (minutes < 1 || minutes > LONGEST_MINUTES) {
            throw ApiError.invalid("duration", "must be between 1 and 720");
        }
        return minutes;
    }

    private static void checkPeriod(ObjectNode body) {
        String period = body.path("period_type").asText("unlimited");
        if (!PERIODS.contains(period)) {
            throw ApiError.invalid("period_type", "must be one of " + String.join(", ", PERIODS));
        }
        for (String field : List.of("start_date", "end_date")) {
            if (period.equals("fixed") || body.hasNonNull(field)) {
                checkDate(field, body.path(field).asText(""));
            }
        }
    }

    private static void checkDate(String field, String date) {
        try {
            LocalDate.parse(date);
        } catch (DateTimeParseException e) {
            throw ApiError.invalid(field, "must be a valid date");
        }
    }

    private ObjectNode override(
            SandboxEventType type,
            ObjectNode body,
            @Nullable String name,
            @Nullable Integer minutes) {
        ObjectNode override =
                Json.object()
                        .put("name", name == null ? type.name() : name)
                        .put("duration", minutes == null ? type.minutes() : minutes)
                        .put("period_type", body.path("period_type").asText("unlimited"));
        for (String field :
                List.of("start_date", "end_date", "max_booking_time", "hide_location")) {
            override.set(field, body.path(field).isMissingNode() ? null : body.get(field));
        }
        override.set("location_configurations", array(body.path("location_configurations")));
        JsonNode rule = body.path("availability_rule");
        override.set("availability_rule", rule.isObject() ? rule : usualRule(type));
        return override;
    }

    private ObjectNode usualRule(SandboxEventType type) {
        String zone = world.directory().users().get(type.hostIds().getFirst()).timezone();
        return Json.object().put("timezone", zone).set("rules", Json.array());
    }

    private static JsonNode array(JsonNode sent) {
        return sent.isArray() ? sent : Json.array();
    }
}
