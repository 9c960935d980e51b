package io.advicly.calendly.sandbox.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.advicly.calendly.sandbox.fault.Mangling;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** True answers in which records, or fields of them, are replaced or missing. */
final class Mangled {
    private Mangled() {}

    /** What is no JSON, and what has no such place, stays as it is. */
    static SandboxReply reply(SandboxReply truth, List<Mangling> manglings) {
        JsonNode body;
        try {
            body = Json.parse(truth.body());
        } catch (IOException e) {
            return truth;
        }
        if (body.path("collection") instanceof ArrayNode records) {
            mangle(records, manglings);
        } else {
            manglings.forEach(one -> mangle(body, one));
        }
        return new SandboxReply(truth.status(), truth.headers(), Json.bytes(body));
    }

    /** From the last to the first: one that is dropped changes no number that is still to come. */
    private static void mangle(ArrayNode records, List<Mangling> manglings) {
        for (int i = records.size() - 1; i >= 0; i--) {
            JsonNode record = records.get(i);
            int number = i + 1;
            for (Mangling one : manglings) {
                if (!meant(one.item(), number, record)) {
                    continue;
                }
                if (one.field().isEmpty()) {
                    put(records, Integer.toString(i), one.value());
                } else {
                    put(record, one);
                }
            }
        }
    }

    private static void mangle(JsonNode body, Mangling mangling) {
        if (mangling.field().isEmpty()) {
            put(body, "resource", mangling.value());
        } else {
            put(body.has("resource") ? body.path("resource") : body, mangling);
        }
    }

    private static boolean meant(@Nullable String item, int number, JsonNode record) {
        return item == null
                || item.equals(Integer.toString(number))
                || record.path("uri").asText().endsWith("/" + item);
    }

    private static void put(JsonNode record, Mangling mangling) {
        JsonNode place = record;
        for (String step : mangling.field().subList(0, mangling.field().size() - 1)) {
            place = place instanceof ArrayNode ? place.path(index(step)) : place.path(step);
        }
        put(place, mangling.field().getLast(), mangling.value());
    }

    private static void put(JsonNode place, String name, @Nullable JsonNode value) {
        if (place instanceof ObjectNode object) {
            if (value == null) {
                object.remove(name);
            } else {
                object.set(name, value.deepCopy());
            }
        } else if (place instanceof ArrayNode list && list.has(index(name))) {
            if (value == null) {
                list.remove(index(name));
            } else {
                list.set(index(name), value.deepCopy());
            }
        }
    }

    private static int index(String step) {
        return step.matches("\\d{1,6}") ? Integer.parseInt(step) : -1;
    }
}
