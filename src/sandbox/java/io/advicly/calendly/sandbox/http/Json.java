package io.advicly.calendly.sandbox.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.Collection;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * JSON trees, written and read with a mapper of our own: the one of a surrounding application may
 * be set up otherwise.
 */
public final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    public static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    public static ArrayNode strings(Collection<String> values) {
        ArrayNode array = array();
        values.forEach(array::add);
        return array;
    }

    public static <T> ArrayNode objects(
            Collection<T> values, Function<? super T, ObjectNode> render) {
        ArrayNode array = array();
        values.forEach(value -> array.add(render.apply(value)));
        return array;
    }

    public static JsonNode of(Object value) {
        return MAPPER.valueToTree(value);
    }

    /** A plain Java value: text, number, truth value, list, map or null. */
    public static @Nullable Object plain(JsonNode node) {
        return MAPPER.convertValue(node, Object.class);
    }

    public static Buffer bytes(JsonNode node) {
        try {
            return Buffer.buffer(MAPPER.writeValueAsBytes(node));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a JSON tree that cannot be written", e);
        }
    }

    public static String text(JsonNode node) {
        return node.toString();
    }

    public static JsonNode parse(Buffer json) throws IOException {
        return MAPPER.readTree(json.getBytes());
    }
}
