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

/// What the committed descriptions say of a piece of JSON.
final class Described {

    static final JsonNode API = ApiFile.read(ApiFile.OPENAPI);
    static final JsonNode MESSAGES = ApiFile.read(ApiFile.ASYNCAPI);

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
    static List<String> wrongs(String reference, JsonNode json) {
        String place =
                reference.startsWith("#")
                        ? "openapi.yaml" + reference
                        : reference.replace("./", "");
        List<String> all = new ArrayList<>();
        SCHEMAS.computeIfAbsent(
                        place, it -> FACTORY.getSchema(SchemaLocation.of(BASE + it), CONFIG))
                .validate(json)
                .forEach(wrong -> all.add(wrong.toString()));
        if (place.startsWith("openapi.yaml")) {
            unknown("", schema(reference), json, all);
        }
        return all;
    }

    private static JsonNode schema(String reference) {
        return API.at(reference.substring(reference.indexOf('#') + 1));
    }

    /// Fields that are not described, where the description does not say that there may be more.
    private static void unknown(String place, JsonNode schema, JsonNode json, List<String> all) {
        if (schema.has("$ref")) {
            unknown(place, schema(schema.get("$ref").asText()), json, all);
        } else if (schema.has("anyOf")) {
            unknown(place, schema.get("anyOf").get(0), json, all);
        } else if (json.isArray()) {
            json.forEach(item -> unknown(place + "[]", schema.path("items"), item, all));
        } else if (json.isObject() && !schema.has("additionalProperties")) {
            json.properties().forEach(field -> field(place, schema, field, all));
        }
    }

    private static void field(
            String place, JsonNode schema, Map.Entry<String, JsonNode> field, List<String> all) {
        JsonNode known = schema.path("properties").path(field.getKey());
        String inside = place + "/" + field.getKey();
        if (known.isMissingNode() && schema.has("properties")) {
            all.add(inside + " is not described");
        }
        unknown(inside, known, field.getValue(), all);
    }
}
