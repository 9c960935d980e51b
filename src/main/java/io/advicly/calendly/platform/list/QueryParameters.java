package io.advicly.calendly.platform.list;

import io.advicly.calendly.platform.problem.ProblemType;
import io.advicly.calendly.platform.problem.Problems;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads query parameters strictly. Each method throws a problem (400) that names the parameter and
/// says what it wants.
public final class QueryParameters {

    public static final int DEFAULT_LIMIT = 50;
    public static final int MAX_LIMIT = 200;

    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,9}");

    /// PostgreSQL's calendar is narrower than Java's.
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999Z");

    private QueryParameters() {}

    /// A time with microseconds, as PostgreSQL keeps them.
    public static Instant time(String name, String text) {
        Instant time;
        try {
            time = OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MICROS);
        } catch (DateTimeException noTime) {
            throw invalid(name + " must be an ISO-8601 time such as 2026-02-04T13:00:00Z.");
        }
        if (!inRange(time)) {
            throw invalid(name + " must lie between the years 1 and 9999.");
        }
        return time;
    }

    /// How many rows a page may have; the default without a parameter.
    public static int limit(@Nullable String text) {
        return text == null ? DEFAULT_LIMIT : number("limit", text, "a number", 1, MAX_LIMIT);
    }

    /// In the digits 0 to 9.
    ///
    /// @param kind for example "a number of seconds"
    public static int number(String name, String text, String kind, int least, int most) {
        if (DIGITS.matcher(text).matches()) {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        }
        throw invalid("%s must be %s from %d to %d.".formatted(name, kind, least, most));
    }

    public static Cursor cursor(String text) {
        return Cursor.decode(text)
                .filter(cursor -> inRange(cursor.time()))
                .orElseThrow(() -> invalid("cursor must be the next_cursor of an earlier page."));
    }

    /// Where the page before ended; null for the first page.
    public static @Nullable Cursor after(@Nullable String text) {
        return text == null ? null : cursor(text);
    }

    public static UUID uuid(String name, String text) {
        return optionalUuid(text).orElseThrow(() -> invalid(name + " must be a UUID."));
    }

    /// For what may also be written otherwise.
    public static Optional<UUID> optionalUuid(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException noUuid) {
            return Optional.empty();
        }
    }

    /// What changes what is done: where it is there without a value nobody can tell what is meant.
    ///
    /// @param given every value of the parameter, as the request has it
    public static boolean flag(String name, List<String> given) {
        if (given.isEmpty()) {
            return false;
        }
        return switch (given.size() == 1 ? given.getFirst() : "several") {
            case "true" -> true;
            case "false" -> false;
            default -> throw invalid(name + " must be true or false.");
        };
    }

    /// One of an enum's constants, in lower case.
    public static <E extends Enum<E>> E oneOf(String name, Class<E> type, String text) {
        return Arrays.stream(type.getEnumConstants())
                .filter(it -> code(it).equals(text))
                .findFirst()
                .orElseThrow(() -> noneOf(type, name));
    }

    private static <E extends Enum<E>> HttpProblem noneOf(Class<E> type, String name) {
        return invalid(
                Arrays.stream(type.getEnumConstants())
                        .map(QueryParameters::code)
                        .collect(Collectors.joining(", ", name + " must be one of ", ".")));
    }

    public static HttpProblem invalid(String detail) {
        return Problems.of(ProblemType.REQUEST_INVALID, detail);
    }

    private static String code(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    public static boolean inRange(Instant time) {
        return !time.isBefore(EARLIEST) && !time.isAfter(LATEST);
    }
}
