package io.advicly.calendly.sandbox.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.advicly.calendly.sandbox.http.Json;
import io.advicly.calendly.sandbox.http.Refusal;
import io.advicly.calendly.sandbox.http.SandboxReply;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The body of a control call. A wrong field is told, never guessed: a test with a typo must not
 * pass.
 */
final class Order {
    private final ObjectNode body;

    Order(ObjectNode body, String... known) {
        List<String> names = List.of(known);
        body.fieldNames()
                .forEachRemaining(name -> {
                    if (!names.contains(name)) {
                        throw wrong("unknown field " + name + "; known are " + names);
                    }
                });
        this.body = body;
    }

    boolean has(String name) {
        return body.hasNonNull(name);
    }

    @Nullable String text(String name) {
        JsonNode value = body.get(name);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isTextual()) {
            throw wrong(name + " wants a text");
        }
        return value.asText();
    }

    String text(String name, String otherwise) {
        String value = text(name);
        return value == null ? otherwise : value;
    }

    /** A text that something can be signed with. */
    @Nullable String key(String name) {
        String value = text(name);
        if (value != null && value.isBlank()) {
            throw wrong(name + " wants a text that is not blank");
        }
        return value;
    }

    long number(String name, long otherwise) {
        JsonNode value = body.get(name);
        if (value == null || value.isNull()) {
            return otherwise;
        }
        if (!value.isIntegralNumber()) {
            throw wrong(name + " wants a whole number");
        }
        return value.asLong();
    }

    boolean flag(String name, boolean otherwise) {
        JsonNode value = body.get(name);
        if (value == null || value.isNull()) {
            return otherwise;
        }
        if (!value.isBoolean()) {
            throw wrong(name + " wants true or false");
        }
        return value.asBoolean();
    }

    @Nullable Instant time(String name) {
        String value = text(name);
        if (value == null) {
            return null;
        }
        try {
            return OffsetDateTime.parse(value).toInstant();
        } catch (DateTimeParseException e) {
            throw wrong(name + " wants an ISO 8601 time");
        }
    }

    List<String> texts(String name) {
        List<String> all = new ArrayList<>();
        body.path(name).forEach(value -> all.add(value.asText()));
        return List.copyOf(all);
    }

    Map<String, String> map(String name) {
        Map<String, String> all = new LinkedHashMap<>();
        body.path(name)
                .properties()
                .forEach(field -> all.put(field.getKey(), field.getValue().asText()));
        return all;
    }

    /** An object with some of these fields; empty where it is left out. */
    ObjectNode object(String name, List<String> known) {
        JsonNode value = body.get(name);
        if (value == null || value.isNull()) {
            return Json.object();
        }
        if (!(value instanceof ObjectNode object) || !known.containsAll(names(object))) {
            throw wrong(name + " wants an object with some of " + known);
        }
        return object;
    }

    private static List<String> names(ObjectNode object) {
        return object.properties().stream().map(Map.Entry::getKey).toList();
    }

    JsonNode raw(String name) {
        return body.path(name);
    }

    static Refusal wrong(String message) {
        return new Refusal(SandboxReply.json(400, Json.object().put("error", message)));
    }

    static Refusal missing(String what) {
        return new Refusal(
                SandboxReply.json(404, Json.object().put("error", "there is no " + what)));
    }
}
