package io.advicly.calendly.calendly.wire;

import io.advicly.calendly.calendly.CalendlyUri;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A record of Calendly's lacks what we need. The message names the field and never holds a value.
public final class UnreadableException extends RuntimeException {

    private static final int LONGEST = 1_000;

    private final String field;

    UnreadableException(String field, String message) {
        super(message, null, false, false);
        this.field = field;
    }

    /// A field of another type than Calendly documents.
    public static UnreadableException odd(String field) {
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

    /// A URI that somebody or something is known by, or a failure that names the field: what was
    /// damaged on its way must not become somebody else, and what is endless fits into no index.
    static String identity(@Nullable String value, String field) {
        String uri = required(value, field);
        if (!isIdentity(uri)) {
            throw new UnreadableException(field, field + " is no URI");
        }
        return CalendlyUri.spelled(uri);
    }

    /// The same for events and invitees, which have an id in the end: an event's invitees are asked
    /// for by it, and what lacks one costs itself and not the whole sync.
    static String named(@Nullable String value, String field) {
        String uri = identity(value, field);
        if (!CalendlyUri.hasId(uri)) {
            throw new UnreadableException(field, field + " is no URI");
        }
        return uri;
    }

    /// What should be about the same thing as was asked for.
    static void unlessSame(@Nullable String uri, String asked, String field) {
        if (uri != null && !CalendlyUri.isSame(uri, asked)) {
            throw new UnreadableException(field, field + " is another one's");
        }
    }

    static boolean isNamed(String uri) {
        return isIdentity(uri) && CalendlyUri.hasId(CalendlyUri.spelled(uri));
    }

    static boolean isIdentity(String uri) {
        return !uri.isEmpty()
                && uri.length() <= LONGEST
                && uri.chars().allMatch(letter -> letter > ' ' && letter < 0x7f);
    }

    /// When something has happened, or a failure that names the field.
    static Instant past(@Nullable Instant value, String field) {
        Instant time = required(value, field);
        if (!WireJson.hasHappened(time)) {
            throw new UnreadableException(field, field + " is no time of the past");
        }
        return WireJson.heardOf(time);
    }

    /// `value`, or a failure that names the field.
    static <T> T required(@Nullable T value, String field) {
        if (value == null) {
            throw new UnreadableException(field, field + " is missing");
        }
        return value;
    }
}
