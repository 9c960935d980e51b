package io.advicly.calendly;

import static java.util.stream.Collectors.toSet;

import io.advicly.calendly.platform.start.ConfigurationCheck;
import io.advicly.calendly.platform.text.CleanText;
import io.smallrye.config.EnvConfigSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigSource;

/// A key of ours that nothing reads is a key that was misspelt, and a value out of its range is
/// told with all other mistakes, not after them.
final class KeyCheck implements ConfigurationCheck {

    /// What Kubernetes, and Docker before it, adds for services beside ours.
    private static final Pattern OF_A_SERVICE =
            Pattern.compile(".*_(SERVICE_(HOST|PORT.*)|PORT(_\\d+_(TCP|UDP).*)?)");

    /// Of one profile: `%prod.calendly.client-id`, `_PROD_CALENDLY_CLIENT_ID`.
    private static final Pattern OF_A_PROFILE =
            Pattern.compile("(%[^.]*\\.|_[A-Z0-9_]*_(?=" + OurKeys.VARIABLE_PREFIX + "))?(.*)");

    private static final String UNCLEAN =
            " holds what no text may hold: U+0000, or half of a character";

    private final Config values;
    private final Set<String> names;

    KeyCheck(Config values, Map<String, String> environment) {
        this.values = values;
        this.names = new TreeSet<>(environment.keySet());
        StreamSupport.stream(values.getConfigSources().spliterator(), false)
                .forEach(source -> names.addAll(spelt(source)));
    }

    /// A source of variables (the environment, a file `.env`) gives its names with dots for all
    /// that is no letter, which is no key's name: they are variables again.
    private static Set<String> spelt(ConfigSource source) {
        return source instanceof EnvConfigSource
                ? source.getPropertyNames().stream().map(OurKeys::variable).collect(toSet())
                : source.getPropertyNames();
    }

    @Override
    public List<String> complaints() {
        List<String> all = new ArrayList<>();
        names.forEach(name -> unknown(name).ifPresent(all::add));
        names.stream().filter(this::holdsWhatNoTextMay).forEach(name -> all.add(name + UNCLEAN));
        OurKeys.ranges()
                .forEach((key, range) ->
                        value(key)
                                .flatMap(range::complaint)
                                .ifPresent(wish -> all.add(key + " " + wish)));
        OurKeys.BELOW.forEach(pair -> notBelow(pair).ifPresent(all::add));
        return all;
    }

    private static Optional<String> unknown(String name) {
        Matcher parts = OF_A_PROFILE.matcher(name);
        String profile = parts.matches() && parts.group(1) != null ? parts.group(1) : "";
        String key = name.substring(profile.length());
        return isUnknown(key)
                ? Optional.of(
                        name
                                + " is nothing that this service reads"
                                + OurKeys.meantBy(key)
                                        .map(meant ->
                                                "; did you mean %s%s?".formatted(profile, meant))
                                        .orElse(""))
                : Optional.empty();
    }

    private static boolean isUnknown(String name) {
        return isOurs(name) && !OF_A_SERVICE.matcher(name).matches() && !OurKeys.isKnown(name);
    }

    private static boolean isOurs(String name) {
        return name.startsWith(OurKeys.PREFIX) || name.startsWith(OurKeys.VARIABLE_PREFIX);
    }

    /// What is configured is compared with what was read, and stored: it is not changed in silence.
    private boolean holdsWhatNoTextMay(String name) {
        return isOurs(name) && !value(name).map(CleanText::isClean).orElse(true);
    }

    private Optional<String> notBelow(OurKeys.Below pair) {
        String value = value(pair.key()).orElse(pair.shipped());
        String other = value(pair.other()).orElse(pair.otherShipped());
        return Range.isBelow(value, other)
                ? Optional.empty()
                : Optional.of(
                        "%s must be below %s, which is %s (it is \"%s\")"
                                .formatted(pair.key(), pair.other(), other, value));
    }

    /// What cannot be read is told by whoever reads it.
    private Optional<String> value(String key) {
        try {
            return values.getOptionalValue(key, String.class).map(String::strip);
        } catch (IllegalArgumentException | NoSuchElementException unreadable) {
            return Optional.empty();
        }
    }
}
