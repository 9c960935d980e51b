package io.advicly.calendly.platform.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Gives schemas their names, says which fields are always there, and what each is.
final class SchemaWriter {

    /// What the scanner makes schemas of, and JSON has no need to.
    private static final Map<String, String> FORMATS =
            Map.of("UUID", "uuid", "Instant", "date-time");

    private final ObjectNode document;
    private final ApiWords words;
    private final RecordShapes shapes;

    SchemaWriter(ObjectNode document, ApiWords words, RecordShapes shapes) {
        this.document = document;
        this.words = words;
        this.shapes = shapes;
    }

    void write() {
        plain(document);
        Set<String> asked = asked();
        ObjectNode components = (ObjectNode) document.required("components");
        Map<String, ObjectNode> written = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> scanned : components.required("schemas").properties()) {
            ObjectNode schema = (ObjectNode) scanned.getValue();
            describe(scanned.getKey(), schema, asked.contains(scanned.getKey()));
            written.putIfAbsent(words.name(scanned.getKey()), schema);
        }
        ObjectNode sorted = JsonNodeFactory.instance.objectNode();
        written.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(it -> sorted.set(it.getKey(), it.getValue()));
        components.set("schemas", sorted);
        rename(document);
    }

    /// A format says it all; an example of the scanner's own is about nothing.
    private static void plain(JsonNode node) {
        if (node instanceof ObjectNode object) {
            String named = FORMATS.get(References.name(object.path("$ref").asText()));
            if (named != null) {
                object.remove("$ref");
                object.put("type", "string").put("format", named);
            }
            if (FORMATS.containsValue(object.path("format").asText())) {
                object.remove(List.of("pattern", "examples"));
            }
        }
        node.forEach(SchemaWriter::plain);
    }

    /// Schemas of what callers send, in which nothing is always there.
    private Set<String> asked() {
        Set<String> all = new TreeSet<>();
        document.required("paths").findValues("requestBody").forEach(body -> reach(body, all));
        return all;
    }

    private void reach(JsonNode node, Set<String> all) {
        for (String reference : References.in(node)) {
            if (all.add(reference)) {
                reach(document.at("/components/schemas").path(reference), all);
            }
        }
    }

    private void describe(String scanned, ObjectNode schema, boolean asked) {
        if (!schema.path("properties").isObject()) {
            return;
        }
        ObjectNode word =
                words.schema(words.name(scanned)).orElseGet(JsonNodeFactory.instance::objectNode);
        if (word.has("text")) {
            schema.set("description", word.get("text"));
        }
        ObjectNode properties = snakeCase((ObjectNode) schema.get("properties"));
        Optional<Map<String, RecordShapes.Field>> shape =
                schema.has("additionalProperties")
                        ? Optional.empty() // Calendly's own, given as it is
                        : shapes.shape(scanned, names(properties));
        shape.ifPresent(fields -> schema.set("properties", ordered(properties, fields)));
        ObjectNode described = (ObjectNode) schema.get("properties");
        names(described)
                .forEach(name ->
                        described.set(
                                name, property((ObjectNode) described.get(name), word, name)));
        shape.ifPresent(
                fields -> fields.forEach((name, field) -> mark(schema, name, field, asked)));
        if (word.has("required")) {
            schema.set("required", word.get("required"));
        }
    }

    private ObjectNode property(ObjectNode scanned, ObjectNode schema, String name) {
        Optional<ObjectNode> found = ApiWords.word(name, schema.path("properties"), words.fields());
        if (found.isEmpty()) {
            return scanned;
        }
        ObjectNode word = found.get();
        ObjectNode property = word.has("schema") ? word.get("schema").deepCopy() : scanned;
        property.set("description", word.get("text"));
        if (word.has("enum")) {
            property.set("enum", word.get("enum").deepCopy());
        }
        if (word.has("example")) {
            property.putArray("examples").add(word.get("example"));
        }
        if (word.has("left-out")) {
            property.put(ExampleWriter.LEFT_OUT, true);
        }
        return property;
    }

    /// Nothing is said of what callers send: only words tell what they cannot leave out.
    private static void mark(
            ObjectNode schema, String name, RecordShapes.Field field, boolean asked) {
        ObjectNode properties = (ObjectNode) schema.required("properties");
        if (field.nullable() && (asked || !field.leftOut())) {
            properties.set(name, nullable((ObjectNode) properties.get(name)));
        }
        if (!asked && !(field.nullable() && field.leftOut())) {
            schema.withArrayProperty("required").add(name);
        }
    }

    private static ObjectNode nullable(ObjectNode property) {
        if (property.has("$ref")) {
            ArrayNode either = property.putArray("anyOf");
            either.addObject().set("$ref", property.remove("$ref"));
            either.addObject().put("type", "null");
            return property;
        }
        if (property.path("type").isTextual()) {
            JsonNode type = property.get("type");
            property.putArray("type").add(type).add("null");
        }
        if (property.path("enum") instanceof ArrayNode constants) {
            constants.addNull();
        }
        return property;
    }

    private static ObjectNode snakeCase(ObjectNode properties) {
        ObjectNode all = JsonNodeFactory.instance.objectNode();
        properties
                .properties()
                .forEach(it -> all.set(RecordShapes.snakeCase(it.getKey()), it.getValue()));
        return all;
    }

    private static ObjectNode ordered(
            ObjectNode properties, Map<String, RecordShapes.Field> fields) {
        ObjectNode all = JsonNodeFactory.instance.objectNode();
        fields.keySet().forEach(name -> all.set(name, properties.get(name)));
        return all;
    }

    private static Set<String> names(ObjectNode properties) {
        Set<String> names = new TreeSet<>();
        properties.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private void rename(JsonNode node) {
        if (node instanceof ObjectNode object
                && object.path("$ref") instanceof TextNode reference) {
            object.put("$ref", References.schema(words.name(References.name(reference.asText()))));
        }
        node.forEach(this::rename);
    }
}
