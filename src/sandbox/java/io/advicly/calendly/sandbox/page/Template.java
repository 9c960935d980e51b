package io.advicly.calendly.sandbox.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page or a piece of one: <code>{{name}}</code> is filled in escaped, <code>{{{name}}}</code> as
 * it is.
 */
public final class Template {
    private static final Pattern PLACE = Pattern.compile("\\{\\{(\\{?)([a-z_]+)}?}}");

    private final String text;

    private Template(String text) {
        this.text = text;
    }

    /** A whole page, from {@code /sandbox/<name>.html} within the common layout. */
    public static String page(String name, String title, Map<String, String> values) {
        String body = named(name).fill(values);
        return named("layout").fill(Map.of("title", title, "body", body));
    }

    /** Read every time, so that an edited page shows on the next request. */
    public static Template named(String name) {
        return load(name);
    }

    public String fill(Map<String, String> values) {
        return PLACE.matcher(text)
                .replaceAll(place -> Matcher.quoteReplacement(value(place, values)));
    }

    private static String value(MatchResult place, Map<String, String> values) {
        String value = values.get(place.group(2));
        if (value == null) {
            throw new IllegalArgumentException("the page has no value for " + place.group(2));
        }
        return place.group(1).isEmpty() ? Html.escape(value) : value;
    }

    private static Template load(String name) {
        String file = "/sandbox/" + name + ".html";
        try (InputStream in = Template.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalArgumentException("no resource " + file);
            }
            return new Template(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
