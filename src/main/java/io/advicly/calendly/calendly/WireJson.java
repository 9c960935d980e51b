package io.advicly.calendly.calendly;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/// How Calendly's JSON is read and written, whatever the application's own mapper is set to.
final class WireJson {

    /// Snake case, unknown fields ignored ("null vs absent is inconsistent", calendly-api 1.12).
    /// Trailing text after a document is an error: a truncated or doubled body is not one of ours.
    static final ObjectMapper MAPPER =
            JsonMapper.builder()
                    .addModule(new JavaTimeModule())
                    .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

    private WireJson() {}

    /// JSON null and an absent field mean the same to us.
    static @Nullable JsonNode present(@Nullable JsonNode node) {
        return node == null || node.isNull() || node.isMissingNode() ? null : node;
    }

    /// The text of a field, null when it is absent or no text.
    static @Nullable String text(@Nullable JsonNode object, String field) {
        return object == null ? null : object.path(field).textValue();
    }

    /// The time in a field, null when it is absent or none that a database keeps.
    static @Nullable Instant time(@Nullable JsonNode object, String field) {
        String text = text(object, field);
        try {
            Instant time = text == null ? null : Instant.parse(text);
            return time == null || time.isBefore(Instant.EPOCH) || time.isAfter(LAST) ? null : time;
        } catch (DateTimeParseException notATime) {
            return null;
        }
    }
}
