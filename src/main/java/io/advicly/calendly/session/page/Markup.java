package io.advicly.calendly.session.page;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Makes HTML of texts. Whatever is put into a place is escaped, but for what was made here.
final class Markup {

    private static final Map<Character, String> ESCAPES =
            Map.of('&', "&amp;", '<', "&lt;", '>', "&gt;", '"', "&quot;", '\'', "&#39;");

    private static final Pattern PLACE = Pattern.compile("\\{\\w+}");

    /// Embeddings, overrides and isolates: those end with the element only where nothing within
    /// ends it before.
    private static final Pattern DIRECTIONS = Pattern.compile("[\\u202A-\\u202E\\u2066-\\u2069]");

    private final StringBuilder html = new StringBuilder();

    /// A piece that is written in this service's source.
    @CanIgnoreReturnValue
    Markup raw(String piece) {
        html.append(piece);
        return this;
    }

    @CanIgnoreReturnValue
    Markup text(String text) {
        for (int at = 0; at < text.length(); at++) {
            char letter = text.charAt(at);
            String escaped = ESCAPES.get(letter);
            if (escaped == null) {
                html.append(letter);
            } else {
                html.append(escaped);
            }
        }
        return this;
    }

    /// `<name>text</name>`
    @CanIgnoreReturnValue
    Markup element(String name, String text) {
        return raw("<" + name + ">").text(text).raw("</" + name + ">\n");
    }

    /// `<name>text</name>`, in which each place is taken by what somebody is called. How that is
    /// written reorders nothing around it, whatever it says of its own direction.
    ///
    /// @param names what stands in the place of `{place}`, by that
    @CanIgnoreReturnValue
    Markup element(String name, String text, Map<String, String> names) {
        raw("<" + name + ">");
        Matcher places = PLACE.matcher(text);
        int at = 0;
        while (places.find()) {
            String called = names.getOrDefault(places.group(), places.group());
            text(text.substring(at, places.start()))
                    .raw("<bdi>")
                    .text(DIRECTIONS.matcher(called).replaceAll(""))
                    .raw("</bdi>");
            at = places.end();
        }
        return text(text.substring(at)).raw("</" + name + ">\n");
    }

    @Override
    public String toString() {
        return html.toString();
    }
}
