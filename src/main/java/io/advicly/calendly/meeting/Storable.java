package io.advicly.calendly.meeting;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Values as PostgreSQL can keep them, so that what was written compares equal to what is read:
/// microseconds, no U+0000 (neither text nor jsonb takes it), and JSON in one order of fields.
final class Storable {

    private static final ObjectMapper CANONICAL =
            JsonMapper.builder().enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED).build();

    private static final String NUL = "\\u0000";

    /// An escaped U+0000: after an even number of backslashes.
    private static final Pattern ESCAPED_NUL = Pattern.compile("(?<!\\\\)((?:\\\\\\\\)*)\\\\u0000");

    private Storable() {}

    static Instant time(Instant time) {
        return time.truncatedTo(ChronoUnit.MICROS);
    }

    static @Nullable String text(@Nullable String text) {
        return text == null ? null : text.replace("\u0000", "");
    }

    /// JSON text with sorted fields; null for null and for JSON's null.
    static @Nullable String json(@Nullable JsonNode node) {
        if (node == null || node.isNull() || node.isMissingNode()) {
            return null;
        }
        try {
            String text = CANONICAL.writeValueAsString(node);
            return text.contains(NUL) ? ESCAPED_NUL.matcher(text).replaceAll("$1") : text;
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// Stored JSON, in the same form.
    static @Nullable String canonical(@Nullable String json) {
        return json(parse(json));
    }

    static @Nullable JsonNode parse(@Nullable String json) {
        try {
            return json == null ? null : CANONICAL.readTree(json);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException(broken);
        }
    }
}
