package io.advicly.calendly.calendly.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.advicly.calendly.platform.text.CleanJson;
import io.advicly.calendly.platform.text.OddJson;
import io.advicly.calendly.platform.time.OneClock;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// How Calendly's JSON is read and written, whatever the application's own mapper is set to.
public final class WireJson {

    /// Ten times what a page of a hundred long records has: each takes many times its bytes in
    /// memory.
    private static final long MOST_TOKENS = 250_000;

    /// One odd field must not cost the whole of a page.
    private static final int LONGEST_NUMBER = 20_000;

    /// Snake case, unknown fields ignored ("null vs absent is inconsistent", docs/calendly-api.md
    /// 1.12). A number is no text and no yes: what has the wrong type is left out, not made to fit.
    /// Texts are clean from here on, see [CleanText](io.advicly.calendly.platform.text.CleanText).
    /// Trailing text after a document is an error: a truncated or doubled body is not one of ours.
    public static final ObjectMapper MAPPER =
            JsonMapper.builder(factory())
                    .addModule(CleanJson.module())
                    .addModule(ExactTypes.module())
                    .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    /// So far ahead a time is that of a clock that goes wrong; farther, it is none of the past.
    private static final Duration AHEAD = Duration.ofDays(1);

    /// So far clocks that go well differ.
    private static final Duration APART = Duration.ofMinutes(3);

    private WireJson() {}

    private static JsonFactory factory() {
        return JsonFactory.builder()
                .streamReadConstraints(
                        StreamReadConstraints.builder()
                                .maxTokenCount(MOST_TOKENS)
                                .maxNumberLength(LONGEST_NUMBER)
                                .build())
                .build();
    }

    /// A document. What is too deep, too long or too large in it costs itself, and so does an odd
    /// name.
    public static JsonNode tree(byte[] body) throws IOException {
        return OddJson.tree(body, MAPPER);
    }

    /// A record as far as it can be read: a field of another type than Calendly documents is as
    /// good as a missing one.
    ///
    /// @param odd told of such fields
    /// @return fails with [UnreadableException] for what is no record at all
    static <W> W read(@Nullable JsonNode json, Class<W> type, OddFields odd) {
        if (json == null || !json.isObject()) {
            throw new UnreadableException("record", "it is no object");
        }
        try {
            return MAPPER.readerFor(type)
                    .withAttribute(ExactTypes.ODD, odd)
                    .without(DeserializationFeature.WRAP_EXCEPTIONS)
                    .readValue(json);
        } catch (JsonMappingException wrongType) {
            throw new UnreadableException(path(wrongType), "wrong type: " + path(wrongType));
        } catch (IOException broken) {
            throw new UnreadableException("record", broken.getClass().getSimpleName());
        }
    }

    /// The names of the fields down to the wrong one; fields that we do not know never get here.
    private static String path(JsonMappingException failure) {
        String path =
                failure.getPath().stream()
                        .map(JsonMappingException.Reference::getFieldName)
                        .filter(name -> name != null)
                        .collect(Collectors.joining("."));
        return path.isEmpty() ? "record" : path;
    }

    /// JSON null and an absent field mean the same to us.
    public static @Nullable JsonNode present(@Nullable JsonNode node) {
        return node == null || node.isNull() || node.isMissingNode() ? null : node;
    }

    /// A value that is none of those that we know, as it came; null for one of them.
    static @Nullable String unknown(@Nullable String value, Set<String> known) {
        return value == null || known.contains(value) ? null : value;
    }

    /// The text of a field, null when it is absent or no text.
    public static @Nullable String text(@Nullable JsonNode object, String field) {
        return object == null ? null : object.path(field).textValue();
    }

    /// When something has happened, null when that is absent or cannot be.
    static @Nullable Instant past(@Nullable JsonNode object, String field) {
        Instant time = time(object, field);
        return time == null || !hasHappened(time) ? null : heardOf(time);
    }

    /// The same, null also where it is only known to be heard of now: that is another time each
    /// time it is read.
    static @Nullable Instant known(@Nullable JsonNode object, String field) {
        Instant time = time(object, field);
        return time == null || !hasHappened(time) || isAhead(time) ? null : time;
    }

    private static @Nullable Instant time(@Nullable JsonNode object, String field) {
        String text = text(object, field);
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeParseException notATime) {
            return null;
        }
    }

    /// A time that is ahead of what clocks differ is now: else it would be newer than anything that
    /// is said until then.
    static Instant heardOf(Instant time) {
        return isAhead(time) ? OneClock.now() : time;
    }

    private static boolean isAhead(Instant time) {
        return time.isAfter(OneClock.now().plus(APART));
    }

    /// What is said to happen in the future would be newer than anything that is said after it.
    static boolean hasHappened(Instant time) {
        return !time.isBefore(Instant.EPOCH) && time.isBefore(OneClock.now().plus(AHEAD));
    }
}
