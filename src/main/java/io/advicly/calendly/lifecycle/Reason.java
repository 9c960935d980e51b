package io.advicly.calendly.lifecycle;

import java.util.Locale;

/// Why a consent did not end in a connection, as `return_to` is told.
enum Reason {
    ACCESS_DENIED,
    STATE_INVALID,
    STATE_EXPIRED,
    BROWSER_MISMATCH,
    EXCHANGE_FAILED,
    CALENDLY_UNAVAILABLE;

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
