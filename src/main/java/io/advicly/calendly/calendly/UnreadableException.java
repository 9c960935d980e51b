package io.advicly.calendly.calendly;

import org.jspecify.annotations.Nullable;

/// Calendly's JSON lacks what we need. The message names the field and never holds a value.
final class UnreadableException extends RuntimeException {

    UnreadableException(String message) {
        super(message, null, false, false);
    }

    /// `value`, or a failure that names the field.
    static <T> T required(@Nullable T value, String field) {
        if (value == null) {
            throw new UnreadableException(field + " is missing");
        }
        return value;
    }
}
