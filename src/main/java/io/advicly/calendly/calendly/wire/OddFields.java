package io.advicly.calendly.calendly.wire;

import org.jspecify.annotations.Nullable;

/// Told of fields that are of another type than Calendly documents, or longer than they can be, and
/// left out for it.
public interface OddFields {

    /// As long as an address can be (RFC 5321), and as one that somebody wants erased may be.
    int LONGEST_ADDRESS = 254;

    /// @param field a name of ours, hence one of few
    void found(String field);

    /// The same for what is inside a field.
    default OddFields in(String outer) {
        return field -> found(outer + "." + field);
    }

    /// An e-mail address, or null for one that is none: people are found by it, and what is endless
    /// fits into no index.
    default @Nullable String address(@Nullable String email) {
        if (email == null || email.length() <= LONGEST_ADDRESS) {
            return email;
        }
        found("email");
        return null;
    }
}
