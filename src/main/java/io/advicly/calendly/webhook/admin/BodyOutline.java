package io.advicly.calendly.webhook.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.advicly.calendly.platform.text.OddJson;
import java.io.IOException;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What of a body may be seen before it is revealed: its shape, and of its values those that are of
/// no person. Whatever is not known to be harmless is hidden. Pure.
final class BodyOutline {

    /// Stands for what is hidden.
    static final String HIDDEN = "\u2022\u2022\u2022";

    private static final Set<String> HARMLESS =
            Set.of(
                    "event",
                    "created_at",
                    "updated_at",
                    "start_time",
                    "end_time",
                    "status",
                    "uri",
                    "event_type",
                    "kind",
                    "type",
                    "provider",
                    "old_invitee",
                    "new_invitee",
                    "canceler_type",
                    "scheduling_method",
                    "no_show",
                    "total",
                    "active",
                    "limit");

    /// A URI, a time, a word or a number: nothing with an `@`, a space or a query.
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_:/.+-]{0,300}");

    /// Names of fields that Calendly has made up, and no person.
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,49}");

    private BodyOutline() {}

    /// Null for what is no JSON.
    static @Nullable JsonNode of(ObjectMapper mapper, String body) {
        try {
            JsonNode read = OddJson.tree(body.getBytes(UTF_8), mapper);
            return read == null || read.isMissingNode() ? null : outline("", read);
        } catch (IOException unreadable) {
            return null;
        }
    }

    private static JsonNode outline(String name, JsonNode json) {
        return switch (json) {
            case ObjectNode object -> {
                ObjectNode shape = JsonNodeFactory.instance.objectNode();
                object.properties()
                        .forEach(it ->
                                shape.set(shown(it.getKey()), outline(it.getKey(), it.getValue())));
                yield shape;
            }
            case ArrayNode array -> {
                ArrayNode shape = JsonNodeFactory.instance.arrayNode(array.size());
                array.forEach(item -> shape.add(outline("", item)));
                yield shape;
            }
            default -> isHarmless(name, json) ? json : JsonNodeFactory.instance.textNode(HIDDEN);
        };
    }

    private static String shown(String name) {
        return NAME.matcher(name).matches() ? name : HIDDEN;
    }

    private static boolean isHarmless(String name, JsonNode value) {
        return value.isNull()
                || value.isBoolean()
                || (HARMLESS.contains(name) && PLAIN.matcher(value.asText()).matches());
    }
}
