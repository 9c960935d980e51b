package io.advicly.calendly.platform.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Set;

/// Takes out schemas to which nothing leads: those of the framework's own classes.
final class UnusedParts {

    private final ObjectNode document;
    private final Set<String> used = new HashSet<>();

    UnusedParts(ObjectNode document) {
        this.document = document;
    }

    void remove() {
        use(document.required("paths"));
        use(document.at("/components/responses"));
        ((ObjectNode) document.at("/components/schemas")).retain(used);
    }

    private void use(JsonNode node) {
        for (String name : References.in(node)) {
            JsonNode schema = document.at("/components/schemas").path(name);
            if (!schema.isMissingNode() && used.add(name)) {
                use(schema);
            }
        }
    }
}
