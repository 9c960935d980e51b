package io.advicly.calendly.platform.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/// Makes an example of everything that is sent and answered, out of the examples of its fields.
final class ExampleWriter {

    /// Marks what an example is better without.
    static final String LEFT_OUT = "x-left-out";

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Map<String, String> FORMATS =
            Map.of(
                    "date-time", "2026-02-04T13:00:00Z",
                    "uuid", "7c9e6679-7425-40de-944b-e07fc1f90ae7",
                    "uri", "https://example.com");

    private final ObjectNode document;

    ExampleWriter(ObjectNode document) {
        this.document = document;
    }

    void write() {
        document.required("paths").findValues("application/json").forEach(this::writeInto);
        document.at("/components/schemas").forEach(ExampleWriter::forgetMarks);
    }

    private void writeInto(JsonNode media) {
        ((ObjectNode) media).set("example", example(media.path("schema")));
    }

    private static void forgetMarks(JsonNode schema) {
        schema.path("properties").forEach(property -> ((ObjectNode) property).remove(LEFT_OUT));
    }

    private JsonNode example(JsonNode schema) {
        if (schema.has("examples")) {
            return schema.get("examples").get(0);
        }
        if (schema.has("$ref")) {
            String name = References.name(schema.get("$ref").asText());
            return example(document.at("/components/schemas").path(name));
        }
        if (schema.has("anyOf")) {
            return example(schema.get("anyOf").get(0));
        }
        if (schema.has("enum")) {
            return schema.get("enum").get(0);
        }
        return ofType(schema);
    }

    private JsonNode ofType(JsonNode schema) {
        JsonNode type = schema.path("type");
        return switch (type.isArray() ? type.get(0).asText() : type.asText("object")) {
            case "array" -> JSON.arrayNode().add(example(schema.path("items")));
            case "integer", "number" -> JSON.numberNode(1);
            case "boolean" -> JSON.booleanNode(true);
            case "string" -> text(schema, type instanceof ArrayNode);
            default -> object(schema);
        };
    }

    private static JsonNode text(JsonNode schema, boolean nullable) {
        String format = FORMATS.get(schema.path("format").asText());
        if (format == null && nullable) {
            return JSON.nullNode();
        }
        return JSON.textNode(format == null ? "text" : format);
    }

    private JsonNode object(JsonNode schema) {
        ObjectNode all = JSON.objectNode();
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            if (isShown(schema, property.getKey(), property.getValue())) {
                all.set(property.getKey(), example(property.getValue()));
            }
        }
        return all;
    }

    /// What is always there, and of the rest what somebody has thought of an example for.
    private static boolean isShown(JsonNode schema, String name, JsonNode property) {
        if (property.has(LEFT_OUT)) {
            return false;
        }
        return property.has("examples")
                || property.has("enum")
                || property.has("$ref")
                || property.path("format").asText().equals("date-time")
                || schema.path("required").valueStream().anyMatch(it -> it.asText().equals(name))
                || !schema.has("required");
    }
}
