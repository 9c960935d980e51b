package io.advicly.calendly.calendly.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.advicly.calendly.calendly.CalendlyUri;
import io.advicly.calendly.platform.text.CleanText;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What Calendly says of an event or an invitee and only callers need: nothing here decides with
/// it. A field that is missing is not said and does not get in; one that is null is said to be
/// nothing. What has another type than documented, or is longer than anybody would make it, is told
/// and left out.
final class DetailFields {

    /// Names, URIs, telephone numbers.
    static final int SHORT = 4_096;

    /// Notes.
    static final int LONG = 65_536;

    /// Of an object, as it is written.
    private static final int LARGEST = 16_384;

    /// Ten times as many as Calendly allows.
    private static final int MOST_GUESTS = 100;

    private final Map<String, JsonNode> said = new TreeMap<>();
    private final OddFields odd;

    DetailFields(OddFields odd) {
        this.odd = odd;
    }

    Map<String, JsonNode> all() {
        return Map.copyOf(said);
    }

    /// @param longest of what is longer, so many characters are taken
    DetailFields text(String field, @Nullable JsonNode value, int longest) {
        return put(
                field,
                value,
                value != null && value.isTextual()
                        ? TextNode.valueOf(CleanText.shortened(value.textValue(), longest))
                        : null);
    }

    /// One that things are found by: an index has no room for more.
    DetailFields uri(String field, @Nullable JsonNode value) {
        return put(
                field,
                value,
                value != null
                                && value.isTextual()
                                && UnreadableException.isIdentity(value.textValue())
                        ? TextNode.valueOf(CalendlyUri.spelled(value.textValue()))
                        : null);
    }

    DetailFields past(String field, @Nullable JsonNode value) {
        JsonNode holder = JsonNodeFactory.instance.objectNode().set(field, value);
        return put(field, value, WireJson.past(holder, field) == null ? null : value);
    }

    DetailFields object(String field, @Nullable JsonNode value) {
        return put(field, value, isObject(value) ? value : null);
    }

    /// Only these of its fields.
    DetailFields object(String field, @Nullable JsonNode value, Set<String> names) {
        return put(
                field,
                value,
                isObject(value) && value instanceof ObjectNode object
                        ? object.deepCopy().retain(names)
                        : null);
    }

    /// What is a URI in one place and a whole object in another.
    DetailFields textOrObject(String field, @Nullable JsonNode value) {
        return value != null && value.isTextual()
                ? text(field, value, SHORT)
                : object(field, value);
    }

    /// Guests by their addresses, which is all that Calendly knows of them.
    DetailFields guests(String field, @Nullable JsonNode value) {
        return put(field, value, value instanceof ArrayNode array ? addresses(array) : null);
    }

    private JsonNode addresses(ArrayNode guests) {
        ArrayNode addresses = JsonNodeFactory.instance.arrayNode();
        for (JsonNode guest : guests) {
            String email = WireJson.text(guest, "email");
            if (email == null || email.length() > SHORT || addresses.size() == MOST_GUESTS) {
                odd.found("event_guests.email");
            } else {
                addresses.addObject().put("email", email);
            }
        }
        return addresses;
    }

    private static boolean isObject(@Nullable JsonNode value) {
        return value instanceof ObjectNode && value.toString().length() <= LARGEST;
    }

    private DetailFields put(String field, @Nullable JsonNode value, @Nullable JsonNode fit) {
        if (value == null || value.isMissingNode()) {
            return this;
        }
        if (value.isNull()) {
            said.put(field, NullNode.getInstance());
        } else if (fit == null) {
            odd.found(field);
        } else {
            said.put(field, fit);
        }
        return this;
    }
}
