package io.advicly.calendly.platform.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/// What is said of the API's parts, out of `openapi/*.yaml`.
///
/// @param operations by method and path
/// @param names of schemas, by the names of records
/// @param parameters what is meant where an operation says nothing, by name
/// @param fields what is meant where a schema says nothing, by name
/// @param schemas by their names in the API
record ApiWords(
        JsonNode operations,
        JsonNode names,
        JsonNode parameters,
        JsonNode fields,
        JsonNode schemas) {

    static final List<String> FILES =
            List.of(
                    "users",
                    "backends",
                    "operators",
                    "operator-console",
                    "schemas",
                    "operator-schemas",
                    "operator-console-schemas");

    private static final ObjectMapper JSON = new ObjectMapper();

    static ApiWords read() {
        ObjectNode all = JSON.createObjectNode();
        FILES.stream()
                .flatMap(file -> load(file).properties().stream())
                .forEach(part ->
                        all.withObjectProperty(part.getKey()).setAll((ObjectNode) part.getValue()));
        return new ApiWords(
                all.path("operations"),
                all.path("names"),
                all.path("parameters"),
                all.path("fields"),
                all.path("schemas"));
    }

    /// With anchors and merged keys, which Jackson's own YAML does not know.
    private static JsonNode load(String file) {
        try (InputStream text =
                Objects.requireNonNull(
                        ApiWords.class.getResourceAsStream("/openapi/" + file + ".yaml"))) {
            Map<String, Object> parts =
                    new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
            return JSON.valueToTree(parts);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    Optional<ObjectNode> operation(String name) {
        return object(operations.path(name));
    }

    Optional<ObjectNode> schema(String name) {
        return object(schemas.path(name));
    }

    /// What a record's schema is called.
    String name(String scanned) {
        return names.path(scanned).asText(scanned.replaceAll("(?<=.)View$", ""));
    }

    /// The first that says something; a bare text is as good as an object with a `text`.
    static Optional<ObjectNode> word(String name, JsonNode... places) {
        for (JsonNode place : places) {
            JsonNode found = place.path(name);
            if (found.isTextual()) {
                return Optional.of(JSON.createObjectNode().set("text", found));
            }
            if (found.isObject()) {
                return Optional.of((ObjectNode) found);
            }
        }
        return Optional.empty();
    }

    private static Optional<ObjectNode> object(JsonNode found) {
        return found.isObject() ? Optional.of((ObjectNode) found) : Optional.empty();
    }
}
