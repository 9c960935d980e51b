package io.advicly.calendly.platform.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/// References to schemas. Pure.
final class References {

    private static final String PREFIX = "#/components/schemas/";

    private References() {}

    static String schema(String name) {
        return PREFIX + name;
    }

    /// @param reference whole, or a schema's name alone, as words have it
    static String name(String reference) {
        return reference.substring(reference.lastIndexOf('/') + 1);
    }

    /// The schemas that are named somewhere in there.
    static List<String> in(JsonNode node) {
        return node.findValuesAsText("$ref").stream().map(References::name).toList();
    }
}
