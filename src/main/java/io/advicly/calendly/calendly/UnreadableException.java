package io.advicly.calendly.calendly;

import org.jspecify.annotations.Nullable;

/// Calendly's JSON lacks what we need. The message names the field and never holds a value.
final class UnreadableException extends RuntimeException {

    private static final int LONGEST = 1_000;

    UnreadableException(String message) {
        super(message, null, false, false);
    }

    /// A URI that somebody or something is known by, or a failure that names the field: what was
    /// damaged on its way must not become somebody else, and what is endless fits into no index.
    static String identity(@Nullable String value, String field) {
        String uri = required(value, field);
        boolean visible = uri.chars().allMatch(letter -> letter > ' ' && letter < 0x7f);
        if (!visible || uri.isEmpty() || uri.length() > LONGEST) {
            throw new UnreadableException(field + " is no URI");
        }
        return uri;
    }

    /// `value`, or a failure that names the field.
    static <T> T required(@Nullable T value, String field) {
        if (value == null) {
            throw new UnreadableException(field + " is missing");
        }
        return value;
    }
}
