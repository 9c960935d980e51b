package io.advicly.calendly.calendly.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.jspecify.annotations.Nullable;

/// What is shown to callers as Calendly gives it, of the type that they are told of: anything else
/// is told, and left out.
final class ExactJson {

    private ExactJson() {}

    static @Nullable JsonNode object(String field, @Nullable JsonNode value, OddFields odd) {
        JsonNode said = WireJson.present(value);
        if (said == null || said.isObject()) {
            return said;
        }
        odd.found(field);
        return null;
    }

    /// Questions with answers, as far as they are some; null where there is no list of them.
    static @Nullable JsonNode answers(String field, @Nullable JsonNode value, OddFields odd) {
        JsonNode said = WireJson.present(value);
        if (said == null) {
            return null;
        }
        ArrayNode answers = JsonNodeFactory.instance.arrayNode();
        if (said.isArray()) {
            said.valueStream().filter(ExactJson::isAnswer).forEach(answers::add);
        }
        if (answers.size() == said.size() && said.isArray()) {
            return said;
        }
        odd.found(field);
        return said.isArray() ? answers : null;
    }

    /// Nobody has to have answered.
    private static boolean isAnswer(JsonNode one) {
        JsonNode answer = WireJson.present(one.path("answer"));
        return one.path("question").isTextual() && (answer == null || answer.isTextual());
    }
}
