package io.advicly.calendly.platform.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The one place that knows what no text may hold (ADR 26): U+0000, which PostgreSQL keeps in none,
/// and half of a surrogate pair, which UTF-8 has no bytes for. Both can be written in JSON. The
/// first is left out, the second becomes U+FFFD, so that what was stored compares equal to what is
/// said again. Pure; cleaning what is clean changes nothing, and costs a look.
public final class CleanText {

    private static final char REPLACEMENT = '\uFFFD';

    private CleanText() {}

    public static @Nullable String ofNullable(@Nullable String text) {
        return text == null ? null : of(text);
    }

    public static String of(String text) {
        int dirty = firstDirty(text);
        if (dirty == text.length()) {
            return text;
        }
        StringBuilder clean = new StringBuilder(text.length()).append(text, 0, dirty);
        int at = dirty;
        while (at < text.length()) {
            int point = text.codePointAt(at);
            at += Character.charCount(point);
            if (isHalf(point)) {
                clean.append(REPLACEMENT);
            } else if (point != 0) {
                clean.appendCodePoint(point);
            }
        }
        return clean.toString();
    }

    public static boolean isClean(String text) {
        return firstDirty(text) == text.length();
    }

    /// At most so many characters of it, and no half of one at the end.
    public static String shortened(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        boolean splits =
                Character.isHighSurrogate(text.charAt(most - 1))
                        && Character.isLowSurrogate(text.charAt(most));
        return text.substring(0, splits ? most - 1 : most);
    }

    /// Every text in it, names of fields included. Of two fields whose names become the same the
    /// last one stays.
    public static JsonNode of(JsonNode json) {
        return isDirty(json) ? copy(json) : json;
    }

    /// One frame of the stack for each level: a parser allows for a thousand.
    private static boolean isDirty(JsonNode json) {
        if (json instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> field : object.properties()) {
                if (!isClean(field.getKey()) || isDirty(field.getValue())) {
                    return true;
                }
            }
        } else if (json instanceof ArrayNode array) {
            for (JsonNode item : array) {
                if (isDirty(item)) {
                    return true;
                }
            }
        }
        return json instanceof TextNode text && !isClean(text.textValue());
    }

    private static JsonNode copy(JsonNode json) {
        return switch (json) {
            case TextNode text -> TextNode.valueOf(of(text.textValue()));
            case ArrayNode array -> {
                ArrayNode clean = JsonNodeFactory.instance.arrayNode(array.size());
                array.forEach(item -> clean.add(copy(item)));
                yield clean;
            }
            case ObjectNode object -> {
                ObjectNode clean = JsonNodeFactory.instance.objectNode();
                object.properties()
                        .forEach(field -> clean.set(of(field.getKey()), copy(field.getValue())));
                yield clean;
            }
            default -> json;
        };
    }

    /// Where the first that has to go stands; the length where none does. Nearly every text has
    /// neither: those are looked through as an array, which a native executable does several times
    /// as fast as letter by letter.
    private static int firstDirty(String text) {
        char[] letters = text.toCharArray();
        for (int at = 0; at < letters.length; at++) {
            if (letters[at] == 0 || Character.isSurrogate(letters[at])) {
                return firstDirty(text, at);
            }
        }
        return letters.length;
    }

    private static int firstDirty(String text, int from) {
        int at = from;
        while (at < text.length()) {
            char letter = text.charAt(at);
            if (letter == 0) {
                return at;
            }
            if (Character.isSurrogate(letter)) {
                int point = text.codePointAt(at);
                if (isHalf(point)) {
                    return at;
                }
                at++;
            }
            at++;
        }
        return at;
    }

    private static boolean isHalf(int point) {
        return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
    }
}
