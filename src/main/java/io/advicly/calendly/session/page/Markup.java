package io.advicly.calendly.session.page;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.Map;

/// Makes HTML of texts. Whatever is put into a place is escaped, but for what was made here.
final class Markup {

    private static final Map<Character, String> ESCAPES =
            Map.of('&', "&amp;", '<', "&lt;", '>', "&gt;", '"', "&quot;", '\'', "&#39;");

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

    @Override
    public String toString() {
        return html.toString();
    }
}
