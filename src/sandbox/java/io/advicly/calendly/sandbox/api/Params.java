package io.advicly.calendly.sandbox.api;

import io.advicly.calendly.sandbox.http.ApiError;
import io.advicly.calendly.sandbox.http.Call;
import io.advicly.calendly.sandbox.wire.Uris;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Query parameters, checked as Calendly checks them: 400 names the parameter. */
public final class Params {
    private final Call call;

    public Params(Call call) {
        this.call = call;
    }

    /** The id in a URI parameter. A bare id is refused (calendly-api.md 1.12). */
    public @Nullable String id(String name, String collection) {
        String value = call.query(name);
        return value == null ? null : uri(name, collection, value);
    }

    public String requiredId(String name, String collection) {
        String value = call.query(name);
        if (value == null) {
            throw ApiError.invalid(name, "can't be blank");
        }
        return uri(name, collection, value);
    }

    public static String uri(String name, String collection, String value) {
        String id = Uris.id(collection, value);
        if (id == null) {
            throw ApiError.invalid(name, "must be a valid URI");
        }
        return id;
    }

    /** Null when absent, otherwise one of the choices. */
    public @Nullable String choice(String name, List<String> choices) {
        String value = call.query(name);
        if (value != null && !choices.contains(value)) {
            throw ApiError.invalid(name, "must be one of " + String.join(", ", choices));
        }
        return value;
    }

    /** Null when absent. */
    public @Nullable Boolean flag(String name) {
        String value = choice(name, List.of("true", "false"));
        return value == null ? null : Boolean.valueOf(value);
    }

    public Instant requiredTime(String name) {
        Instant time = time(name);
        if (time == null) {
            throw ApiError.invalid(name, "can't be blank");
        }
        return time;
    }

    /** {@code sort=<field>:asc|desc}, ascending by default. */
    public boolean descending(String field) {
        return (field + ":desc").equals(choice("sort", List.of(field + ":asc", field + ":desc")));
    }

    /** Both ends are included; null for none. */
    public static boolean isBetween(@Nullable Instant from, @Nullable Instant to, Instant time) {
        return (from == null || !time.isBefore(from)) && (to == null || !time.isAfter(to));
    }

    public @Nullable Instant time(String name) {
        String value = call.query(name);
        if (value == null) {
            return null;
        }
        try {
            return OffsetDateTime.parse(value).toInstant();
        } catch (DateTimeParseException e) {
            throw ApiError.invalid(name, "must be a valid ISO 8601 time in UTC");
        }
    }

    public int count() {
        String value = call.query("count");
        if (value == null) {
            return 20;
        }
        if (!value.matches("\\d{1,3}")
                || Integer.parseInt(value) < 1
                || Integer.parseInt(value) > 100) {
            throw ApiError.invalid("count", "must be between 1 and 100");
        }
        return Integer.parseInt(value);
    }

    public @Nullable String text(String name) {
        return call.query(name);
    }
}
