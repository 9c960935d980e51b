package io.advicly.calendly;

import io.advicly.calendly.platform.ConfigurationCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.Config;

/// A key of ours that nothing reads is a key that was misspelt, and a number out of its range is
/// told with all other mistakes, not after them.
final class KeyCheck implements ConfigurationCheck {

    /// What Kubernetes, and Docker before it, adds for services beside ours.
    private static final Pattern OF_A_SERVICE =
            Pattern.compile(".*_(SERVICE_(HOST|PORT.*)|PORT(_\\d+_(TCP|UDP).*)?)");

    private final Config values;
    private final Set<String> names;

    KeyCheck(Config values, Map<String, String> environment) {
        this.values = values;
        this.names = new TreeSet<>(environment.keySet());
        StreamSupport.stream(values.getConfigSources().spliterator(), false)
                .forEach(source -> names.addAll(source.getPropertyNames()));
    }

    @Override
    public List<String> complaints() {
        List<String> all = new ArrayList<>();
        names.stream().filter(KeyCheck::isUnknown).map(KeyCheck::unknown).forEach(all::add);
        OurKeys.ranges().forEach((key, range) -> outOf(key, range).ifPresent(all::add));
        return all;
    }

    private static boolean isUnknown(String name) {
        return (name.startsWith(OurKeys.PREFIX) || name.startsWith(OurKeys.VARIABLE_PREFIX))
                && !OF_A_SERVICE.matcher(name).matches()
                && !OurKeys.isKnown(name);
    }

    private static String unknown(String name) {
        return name
                + " is nothing that this service reads"
                + OurKeys.meantBy(name).map("; did you mean %s?"::formatted).orElse("");
    }

    private Optional<String> outOf(String key, OurKeys.Range range) {
        if (range.least() == null && range.most() == null) {
            return Optional.empty();
        }
        return number(key)
                .flatMap(value -> {
                    if (range.least() != null && value < range.least()) {
                        return Optional.of("greater than or equal to " + range.least());
                    }
                    return range.most() != null && value > range.most()
                            ? Optional.of("less than or equal to " + range.most())
                            : Optional.empty();
                })
                .map(wish ->
                        "%s must be %s (it is \"%s\")"
                                .formatted(key, wish, number(key).orElseThrow()));
    }

    /// What is no number is told by whoever reads it.
    private Optional<Long> number(String key) {
        try {
            return values.getOptionalValue(key, String.class).map(String::strip).map(Long::valueOf);
        } catch (IllegalArgumentException | NoSuchElementException unreadable) {
            return Optional.empty();
        }
    }
}
