package io.advicly.calendly.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// A description of the API as it is committed.
final class ApiFile {

    static final Path OPENAPI = Path.of("src/main/openapi/openapi.yaml");
    static final Path ASYNCAPI = Path.of("src/main/openapi/asyncapi.yaml");

    private static final YAMLMapper YAML =
            new YAMLMapper(
                    YAMLFactory.builder()
                            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                            .disable(YAMLGenerator.Feature.SPLIT_LINES)
                            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
                            .build());

    private ApiFile() {}

    static JsonNode read(Path file) {
        try {
            return YAML.readTree(Files.readString(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static JsonNode parse(String yaml) {
        try {
            return YAML.readTree(yaml);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static void write(Path file, JsonNode document) {
        try {
            Files.writeString(file, YAML.writeValueAsString(document));
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    /// Each place that is not the same, with what it was and what it is.
    static List<String> differences(JsonNode before, JsonNode now) {
        List<String> all = new ArrayList<>();
        compare("", before, now, all);
        return all;
    }

    private static void compare(String place, JsonNode before, JsonNode now, List<String> all) {
        if (before instanceof ObjectNode && now instanceof ObjectNode) {
            Set<String> names = new TreeSet<>();
            before.fieldNames().forEachRemaining(names::add);
            now.fieldNames().forEachRemaining(names::add);
            names.forEach(
                    name -> compare(place + "/" + name, before.path(name), now.path(name), all));
        } else if (!before.equals(now)) {
            all.add("%s: committed %s, served %s".formatted(place, shown(before), shown(now)));
        }
    }

    private static String shown(JsonNode node) {
        if (node instanceof MissingNode) {
            return "nothing";
        }
        String text = node.toString();
        return text.length() > 120 ? text.substring(0, 120) + "…" : text;
    }
}
