package io.advicly.calendly.meeting.detail;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.advicly.calendly.security.identity.EmailAddress;
import java.net.URLDecoder;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// E-mail addresses in texts that people wrote, and in URLs. Pure.
public final class AddressMentions {

    public static final String ERASED = "[erased]";

    /// Bounded, so that a long word costs no more than its length.
    private static final Pattern ADDRESS =
            Pattern.compile(
                    "(?<![\\p{L}\\p{N}_])[\\p{L}\\p{N}_][\\p{L}\\p{M}\\p{N}._%+'!#$*-]{0,63}(?:@|%40)"
                            + "[\\p{L}\\p{M}\\p{N}-]+(?:\\.[\\p{L}\\p{M}\\p{N}-]+)*");

    private AddressMentions() {}

    public static Set<EmailAddress> in(@Nullable String text) {
        Set<EmailAddress> found = new HashSet<>();
        collect(text, found);
        return found;
    }

    /// In every text of this JSON, names of fields included.
    public static Set<EmailAddress> in(@Nullable JsonNode json) {
        return in(json, Set.of());
    }

    /// @param untouched names of fields that are not looked into
    public static Set<EmailAddress> in(@Nullable JsonNode json, Set<String> untouched) {
        Set<EmailAddress> found = new HashSet<>();
        collect(json, untouched, found);
        return found;
    }

    private static void collect(
            @Nullable JsonNode json, Set<String> untouched, Set<EmailAddress> found) {
        switch (json) {
            case TextNode text -> collect(text.textValue(), found);
            case ArrayNode array -> array.forEach(item -> collect(item, untouched, found));
            case ObjectNode object ->
                    object.properties().forEach(field -> collectField(field, found, untouched));
            case null, default -> {}
        }
    }

    private static void collectField(
            Map.Entry<String, JsonNode> field, Set<EmailAddress> found, Set<String> untouched) {
        collect(field.getKey(), found);
        if (!untouched.contains(field.getKey())) {
            collect(field.getValue(), untouched, found);
        }
    }

    /// Nearly no text holds one, and most of a body's are URIs: that is seen without a search.
    private static void collect(@Nullable String text, Set<EmailAddress> found) {
        if (text != null && (text.indexOf('@') >= 0 || text.contains("%40"))) {
            // Also as a whole: an address may be stranger than what is looked for inside a text.
            EmailAddress.parse(text).ifPresent(found::add);
            ADDRESS.matcher(text)
                    .results()
                    .map(AddressMentions::address)
                    .forEach(address -> address.ifPresent(found::add));
        }
    }

    public static String without(String text, Set<EmailAddress> erased) {
        if (EmailAddress.parse(text).filter(erased::contains).isPresent()) {
            return ERASED;
        }
        return ADDRESS.matcher(text).replaceAll(found -> replacement(found, erased));
    }

    private static String replacement(MatchResult found, Set<EmailAddress> erased) {
        return Matcher.quoteReplacement(
                address(found).filter(erased::contains).isPresent() ? ERASED : found.group());
    }

    /// @param untouched names of fields that are left as they are
    public static JsonNode without(JsonNode json, Set<EmailAddress> erased, Set<String> untouched) {
        return mapped(json, text -> without(text, erased), untouched);
    }

    private static Optional<EmailAddress> address(MatchResult found) {
        return EmailAddress.parse(
                found.group().indexOf('@') >= 0 ? found.group() : decoded(found.group()));
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return text;
        }
    }

    private static JsonNode mapped(
            JsonNode json, UnaryOperator<String> change, Set<String> untouched) {
        return switch (json) {
            case TextNode text -> TextNode.valueOf(change.apply(text.textValue()));
            case ArrayNode array -> {
                ArrayNode copy = JsonNodeFactory.instance.arrayNode();
                array.forEach(item -> copy.add(mapped(item, change, untouched)));
                yield copy;
            }
            case ObjectNode object -> {
                ObjectNode copy = JsonNodeFactory.instance.objectNode();
                object.properties().forEach(field -> setMapped(field, copy, change, untouched));
                yield copy;
            }
            default -> json;
        };
    }

    private static void setMapped(
            Map.Entry<String, JsonNode> field,
            ObjectNode copy,
            UnaryOperator<String> change,
            Set<String> untouched) {
        copy.set(
                change.apply(field.getKey()),
                untouched.contains(field.getKey())
                        ? field.getValue()
                        : mapped(field.getValue(), change, untouched));
    }
}
