package io.advicly.calendly.platform.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/// Everything has words, and no words are about nothing.
class ApiWordsTest {

    private final ApiWords words = ApiWords.read();
    private final JsonNode document = document();

    private static JsonNode document() {
        try {
            return new YAMLMapper()
                    .readTree(Files.readString(Path.of("src/main/openapi/openapi.yaml")));
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }

    @Test
    void everyOperationHasWords() {
        List<String> silent = new ArrayList<>();
        List<String> known = new ArrayList<>();
        for (var path : document.path("paths").properties()) {
            for (var method : path.getValue().properties()) {
                String name = method.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey();
                known.add(name);
                if (isSilent(method.getValue())) {
                    silent.add(name);
                }
            }
        }

        assertThat(silent).as("say what these are in openapi/*.yaml").isEmpty();
        assertThat(known).containsExactlyInAnyOrderElementsOf(names(words.operations()));
    }

    private static boolean isSilent(JsonNode operation) {
        return !operation.has("operationId")
                || !operation.has("summary")
                || !operation.has("description")
                || !operation.has("security")
                || operation.path("tags").isEmpty()
                || operation
                        .path("parameters")
                        .valueStream()
                        .anyMatch(it -> !it.has("description"));
    }

    @Test
    void everyParameterThatIsDescribedIsThere() {
        for (var operation : words.operations().properties()) {
            String[] name = operation.getKey().split(" ", 2);
            List<String> known =
                    document.path("paths")
                            .path(name[1])
                            .path(name[0].toLowerCase(Locale.ROOT))
                            .path("parameters")
                            .findValuesAsText("name");
            assertThat(known)
                    .as(operation.getKey())
                    .containsAll(names(operation.getValue().path("parameters")));
        }
    }

    @Test
    void everySchemaAndEveryFieldHasWords() {
        List<String> silent = new ArrayList<>();
        for (var schema : document.at("/components/schemas").properties()) {
            if (!schema.getValue().has("description")) {
                silent.add(schema.getKey());
            }
            for (var field : schema.getValue().path("properties").properties()) {
                if (!field.getValue().has("description")) {
                    silent.add(schema.getKey() + "." + field.getKey());
                }
            }
        }

        assertThat(silent).as("say what these are in openapi/*.yaml").isEmpty();
    }

    @Test
    void everyFieldThatIsDescribedIsThere() {
        for (var schema : words.schemas().properties()) {
            JsonNode known = document.at("/components/schemas").path(schema.getKey());
            assertThat(known.isObject()).as(schema.getKey()).isTrue();
            assertThat(names(known.path("properties")))
                    .as(schema.getKey())
                    .containsAll(names(schema.getValue().path("properties")));
        }
    }

    /// What Java calls something is nobody's business.
    @Test
    void noInternalTypeIsShown() {
        assertThat(names(document.at("/components/schemas")))
                .noneMatch(name -> name.matches(".*(View|Wire|Row|\\d)$"))
                .doesNotContain("Page", "JsonNode", "Instant", "UUID", "HttpProblem");
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
