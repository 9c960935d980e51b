package io.advicly.calendly.meeting.detail;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.advicly.calendly.platform.text.CleanText;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Values as PostgreSQL can keep them, so that what was written compares equal to what is read:
/// microseconds, clean texts, and JSON in one order of fields, its numbers as PostgreSQL writes
/// them.
public final class Storable {

    private static final ObjectMapper CANONICAL =
            JsonMapper.builder().enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED).build();

    /// From here on a double is written with an exponent; PostgreSQL has none in jsonb.
    private static final double EXPONENTS = 1e7;

    /// Deeper than anything that Calendly documents. What comes near a thousand could be read and
    /// stored, and no more be written inside an answer of ours.
    private static final int DEEPEST = 100;

    /// Some 900 digits: more than a thousand no usual reader of JSON takes, of ours or of a
    /// backend.
    private static final int LONGEST_NUMBER_BITS = 3_000;

    private Storable() {}

    public static Instant time(Instant time) {
        return time.truncatedTo(ChronoUnit.MICROS);
    }

    public static @Nullable String text(@Nullable String text) {
        return CleanText.ofNullable(text);
    }

    /// JSON text with sorted fields; null for null, for JSON's null, and for what is nested without
    /// end.
    public static @Nullable String json(@Nullable JsonNode node) {
        if (node == null || node.isNull() || node.isMissingNode() || isDeeper(node, DEEPEST)) {
            return null;
        }
        return switch (node) {
            case TextNode text -> quoted(Objects.requireNonNull(text(text.textValue())));
            case BooleanNode _, IntNode _, LongNode _ -> node.asText();
            default -> written(numbers(CleanText.of(node)));
        };
    }

    /// A text as JSON. Most need nothing but the quotes: a writer for each field of each meeting is
    /// dearer than all else that is done with it.
    static String quoted(String text) {
        for (int at = 0; at < text.length(); at++) {
            if (!isPlain(text.charAt(at))) {
                return written(JsonNodeFactory.instance.textNode(text));
            }
        }
        return '"' + text + '"';
    }

    private static boolean isPlain(char letter) {
        return letter >= ' ' && letter != '"' && letter != '\\' && letter < 0x7f;
    }

    private static String written(JsonNode node) {
        try {
            return CANONICAL.writeValueAsString(node);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// Stored JSON, in the same form.
    public static @Nullable String canonical(@Nullable String json) {
        return json(parse(json));
    }

    public static @Nullable JsonNode parse(@Nullable String json) {
        try {
            return json == null ? null : CANONICAL.readTree(json);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static boolean isDeeper(JsonNode json, int levels) {
        for (JsonNode inner : json) {
            if (levels == 0 || isDeeper(inner, levels - 1)) {
                return true;
            }
        }
        return false;
    }

    /// Whole numbers without an exponent, and no zero below zero.
    private static JsonNode numbers(JsonNode json) {
        return switch (json) {
            case DoubleNode number -> number(number);
            case BigIntegerNode number when isLong(number) -> NullNode.getInstance();
            case ArrayNode array -> {
                ArrayNode copy = JsonNodeFactory.instance.arrayNode(array.size());
                array.forEach(item -> copy.add(numbers(item)));
                yield copy;
            }
            case ObjectNode object -> {
                ObjectNode copy = JsonNodeFactory.instance.objectNode();
                object.properties()
                        .forEach(field -> copy.set(field.getKey(), numbers(field.getValue())));
                yield copy;
            }
            default -> json;
        };
    }

    private static boolean isLong(BigIntegerNode number) {
        return number.bigIntegerValue().bitLength() > LONGEST_NUMBER_BITS;
    }

    private static JsonNode number(DoubleNode said) {
        double number = said.doubleValue();
        if (number == 0) {
            return DoubleNode.valueOf(0.0);
        }
        boolean whole = Double.isFinite(number) && Math.rint(number) == number;
        return whole && Math.abs(number) >= EXPONENTS
                ? BigIntegerNode.valueOf(new BigDecimal(said.asText()).toBigInteger())
                : said;
    }
}
