package io.advicly.calendly.calendly;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A record of Calendly's lacks what we need. The message names the field and never holds a value.
final class UnreadableException extends RuntimeException {

    private final String field;

    UnreadableException(String field, String message) {
        super(message, null, false, false);
        this.field = field;
    }

    /// A field of another type than Calendly documents.
    static UnreadableException odd(String field) {
        return new UnreadableException(field, "wrong type: " + field);
    }

    /// The same, which says that the field is not missing but odd where that is so.
    UnreadableException given(List<String> odd) {
        return odd.contains(field) ? odd(field) : this;
    }

    /// Which field it is: a name of ours, hence one of few.
    String field() {
        return field;
    }

    /// `value`, or a failure that names the field.
    static <T> T required(@Nullable T value, String field) {
        if (value == null) {
            throw new UnreadableException(field, field + " is missing");
        }
        return value;
    }
}
