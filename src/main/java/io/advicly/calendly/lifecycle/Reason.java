package io.advicly.calendly.lifecycle;

import java.util.Locale;

/// Why a consent did not end in a connection, as `return_to` is told.
public enum Reason {
    ACCESS_DENIED,
    STATE_INVALID,
    STATE_EXPIRED,
    BROWSER_MISMATCH,
    EXCHANGE_FAILED,
    CALENDLY_UNAVAILABLE;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
