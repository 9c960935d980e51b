package io.advicly.calendly.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// What the committed descriptions say of a piece of JSON.
public final class Described {

    public static final JsonNode API = ApiFile.read(ApiFile.OPENAPI);
    public static final JsonNode MESSAGES = ApiFile.read(ApiFile.ASYNCAPI);

    private static final String BASE = "https://calendly-connect.test/";
    private static final Map<String, String> DOCUMENTS =
            Map.of(
                    BASE + "openapi.yaml", API.toString(),
                    BASE + "asyncapi.yaml", MESSAGES.toString());
    private static final JsonSchemaFactory FACTORY =
            JsonSchemaFactory.getInstance(
                    SpecVersion.VersionFlag.V202012,
                    factory -> factory.schemaLoaders(loaders -> loaders.schemas(DOCUMENTS)));
    private static final SchemaValidatorsConfig CONFIG =
            SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
    private static final Map<String, JsonSchema> SCHEMAS = new ConcurrentHashMap<>();

    private Described() {}

    /// @param reference of a schema, as it stands in asyncapi.yaml or, without a file, in
    ///   openapi.yaml
    /// @return what is wrong
    public static List<String> wrongs(String reference, JsonNode json) {
        String place =
                reference.startsWith("#")
                        ? "openapi.yaml" + reference
                        : reference.replace("./", "");
        List<String> all = new ArrayList<>();
        SCHEMAS.computeIfAbsent(
                        place, it -> FACTORY.getSchema(SchemaLocation.of(BASE + it), CONFIG))
                .validate(json)
                .forEach(wrong -> all.add(wrong.toString()));
        JsonNode document = place.startsWith("asyncapi.yaml") ? MESSAGES : API;
        JsonNode schema = document.at(place.substring(place.indexOf('#') + 1));
        unknown("", resolved(new Part(document, schema)), json, all);
        return all;
    }

    /// A schema in its document.
    private record Part(JsonNode document, JsonNode schema) {

        Part with(JsonNode other) {
            return resolved(new Part(document, other));
        }

        boolean saysNothing() {
            return schema.has("additionalProperties")
                    || !(schema.has("properties") || schema.has("allOf") || schema.has("oneOf"));
        }
    }

    private static Part resolved(Part part) {
        String reference = part.schema().path("$ref").asText();
        if (reference.isEmpty()) {
            return part;
        }
        JsonNode document = reference.startsWith("#") ? part.document() : API;
        return resolved(
                new Part(document, document.at(reference.substring(reference.indexOf('#') + 1))));
    }

    /// Fields that are not described, where the description does not say that there may be more.
    private static void unknown(String place, Part part, JsonNode json, List<String> all) {
        if (part.schema().has("anyOf")) {
            unknown(place, part.with(part.schema().get("anyOf").get(0)), json, all);
        } else if (json.isArray()) {
            Part items = part.with(part.schema().path("items"));
            json.forEach(item -> unknown(place + "[]", items, item, all));
        } else if (json.isObject() && !part.saysNothing()) {
            List<Part> parts = parts(part, json).toList();
            json.properties().forEach(field -> field(place, parts, field, all));
        }
    }

    /// Whatever speaks of the fields of an object: of several kinds that it may be, the one that
    /// its type says.
    private static Stream<Part> parts(Part part, JsonNode json) {
        Stream<Part> kinds =
                elements(part, "oneOf")
                        .filter(kind -> types(kind).contains(json.path("type").asText()));
        return Stream.concat(
                Stream.of(part),
                Stream.concat(elements(part, "allOf"), kinds).flatMap(it -> parts(it, json)));
    }

    private static Stream<Part> elements(Part part, String of) {
        return StreamSupport.stream(part.schema().path(of).spliterator(), false).map(part::with);
    }

    private static List<String> types(Part part) {
        return StreamSupport.stream(part.schema().at("/properties/type/enum").spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private static void field(
            String place, List<Part> parts, Map.Entry<String, JsonNode> field, List<String> all) {
        String inside = place + "/" + field.getKey();
        List<Part> known =
                parts.stream()
                        .filter(it -> it.schema().path("properties").has(field.getKey()))
                        .map(it -> it.with(it.schema().path("properties").get(field.getKey())))
                        .toList();
        if (known.isEmpty()) {
            all.add(inside + " is not described");
        }
        known.forEach(it -> unknown(inside, it, field.getValue(), all));
    }
}
