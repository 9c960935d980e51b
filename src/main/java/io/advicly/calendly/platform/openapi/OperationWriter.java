package io.advicly.calendly.platform.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Says of each operation what it is for, who may call it, and every status that it answers.
final class OperationWriter {

    private static final String JSON = "application/json";
    private static final String EVENTS = "text/event-stream";

    private final ObjectNode document;
    private final ApiWords words;
    private final ProblemResponses problems;

    OperationWriter(ObjectNode document, ApiWords words) {
        this.document = document;
        this.words = words;
        this.problems = new ProblemResponses((ObjectNode) document.required("components"));
    }

    void write() {
        for (Map.Entry<String, JsonNode> path : document.required("paths").properties()) {
            ObjectNode operations = (ObjectNode) path.getValue();
            operations.remove("head"); // answered 405, as if it were not there
            operations.properties().forEach(it -> write(path.getKey(), it.getKey(), it.getValue()));
        }
        problems.write();
    }

    private void write(String path, String method, JsonNode scanned) {
        ObjectNode operation = (ObjectNode) scanned;
        Optional<ObjectNode> found = words.operation(method.toUpperCase(Locale.ROOT) + " " + path);
        found.ifPresent(word -> describe(path, operation, word));
    }

    private void describe(String path, ObjectNode operation, ObjectNode word) {
        CallerKind caller = CallerKind.of(path);
        operation.set("operationId", word.required("id"));
        operation.putArray("tags").add(word.required("tag"));
        operation.set("summary", word.required("summary"));
        operation.set("description", word.required("description"));
        caller.writeInto(operation);
        parameters(operation, word);
        body(operation, word);
        answers(operation, word, caller);
    }

    private void parameters(ObjectNode operation, ObjectNode word) {
        ArrayNode all = operation.withArrayProperty("parameters");
        word.path("parameters").properties().stream()
                .filter(it -> it.getValue().has("in"))
                .forEach(it -> add(all, it.getKey(), it.getValue().get("in")));
        all.forEach(parameter -> parameter((ObjectNode) parameter, word));
        if (all.isEmpty()) {
            operation.remove("parameters");
        }
    }

    private static void add(ArrayNode parameters, String name, JsonNode in) {
        parameters.addObject().put("name", name).set("in", in);
    }

    private void parameter(ObjectNode parameter, ObjectNode operation) {
        String name = parameter.required("name").asText();
        ApiWords.word(name, operation.path("parameters"), words.parameters())
                .ifPresent(word -> say(parameter, word));
    }

    /// Tools fill an example in for whoever tries the call, who would find nothing by it: it is a
    /// part of the text.
    private static void say(ObjectNode parameter, ObjectNode word) {
        String text = word.required("text").asText();
        JsonNode example = word.path("example");
        parameter.put(
                "description",
                example.isMissingNode()
                        ? text
                        : "%s For example `%s`.".formatted(text, example.asText()));
        if (word.path("required").asBoolean()) {
            parameter.put("required", true);
        }
        if (word.path("schema") instanceof ObjectNode schema) {
            parameter.withObjectProperty("schema").setAll(schema.deepCopy());
        }
    }

    private static void body(ObjectNode operation, ObjectNode word) {
        if (operation.path("requestBody") instanceof ObjectNode body) {
            body.set("description", word.required("body"));
            body.put("required", !word.path("optional-body").asBoolean());
            ((ObjectNode) body.required("content")).retain(JSON);
        }
    }

    private void answers(ObjectNode operation, ObjectNode word, CallerKind caller) {
        JsonNode content = content(operation);
        ObjectNode responses = operation.putObject("responses");
        for (Map.Entry<String, JsonNode> answer : word.required("answers").properties()) {
            ObjectNode response = responses.putObject(answer.getKey());
            response.set("description", answer.getValue());
            word.path("headers").properties().forEach(it -> header(response, it));
            if (content.isObject() && answer.getKey().startsWith("2")) {
                response.set("content", content);
            }
        }
        boolean json = content.has(JSON) && !responses.has("303");
        problems.writeInto(
                responses, ProblemRules.of(caller, operation.has("requestBody"), json, word));
    }

    private static void header(ObjectNode response, Map.Entry<String, JsonNode> header) {
        ObjectNode described = response.withObjectProperty("headers").putObject(header.getKey());
        described.set("description", header.getValue());
        described.putObject("schema").put("type", "string");
    }

    /// Of the scanner's answers that there is: it does not see what is a stream's.
    private static JsonNode content(ObjectNode operation) {
        JsonNode content = operation.path("responses").path("200").path("content");
        for (JsonNode response : operation.path("responses")) {
            if (response.has("content")) {
                content = response.get("content");
            }
        }
        if (content.path(EVENTS) instanceof ObjectNode events) {
            events.putObject("schema").put("type", "string");
            events.put("example", "event:ready\nid:4711\ndata:{\"resumed\":false}\n\n");
        }
        return content.isMissingNode() ? JsonNodeFactory.instance.missingNode() : content;
    }
}
