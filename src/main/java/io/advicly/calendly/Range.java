package io.advicly.calendly;

import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import java.util.Optional;

/// What a whole number, a duration or a size may be, inclusive; an end that is empty is none.
record Range(String least, String most) {

    static final Range ANY = new Range("", "");

    private static final String SEPARATOR = "..";

    /// Told by how the ends are written: `1..5`, `1s..2h`, `64K..1G`.
    private enum Measure {
        NUMBER("\\d+"),
        DURATION("\\d+(ms|s|m|h|d)"),
        SIZE("\\d+[KMG]");

        private final String spelling;

        Measure(String spelling) {
            this.spelling = spelling;
        }

        /// What cannot be read is told by whoever needs it.
        Optional<Long> value(String text) {
            try {
                return text.isBlank() ? Optional.empty() : Optional.of(read(text.strip()));
            } catch (IllegalArgumentException | ArithmeticException unreadable) {
                return Optional.empty();
            }
        }

        private long read(String text) {
            return switch (this) {
                case NUMBER -> Long.parseLong(text);
                case DURATION -> DurationConverter.parseDuration(text).toMillis();
                case SIZE -> new MemorySizeConverter().convert(text).asLongValue();
            };
        }

        static Measure ofEnd(String end) {
            for (Measure each : values()) {
                if (end.matches(each.spelling)) {
                    return each;
                }
            }
            throw new IllegalArgumentException(end);
        }
    }

    static Range parse(String text) {
        int separator = text.indexOf(SEPARATOR);
        return new Range(
                text.substring(0, separator), text.substring(separator + SEPARATOR.length()));
    }

    /// What `value` would have to be, if it is not.
    Optional<String> complaint(String value) {
        if (equals(ANY)) {
            return Optional.empty();
        }
        Measure measure = Measure.ofEnd(least.isEmpty() ? most : least);
        return measure.value(value)
                .filter(it -> isOutside(it, measure))
                .map(it -> "must be %s (it is \"%s\")".formatted(wish(), value.strip()));
    }

    private boolean isOutside(long value, Measure measure) {
        return (!least.isEmpty() && value < measure.value(least).orElseThrow())
                || (!most.isEmpty() && value > measure.value(most).orElseThrow());
    }

    private String wish() {
        if (least.isEmpty()) {
            return "at most " + most;
        }
        return most.isEmpty() ? "at least " + least : "between %s and %s".formatted(least, most);
    }

    /// Whether one value of this kind is smaller than another one; if one of them cannot be read,
    /// that is told elsewhere.
    static boolean isBelow(String value, String other) {
        for (Measure each : Measure.values()) {
            Optional<Long> smaller = each.value(value);
            Optional<Long> larger = each.value(other);
            if (smaller.isPresent() && larger.isPresent()) {
                return smaller.get() < larger.get();
            }
        }
        return true;
    }
}
