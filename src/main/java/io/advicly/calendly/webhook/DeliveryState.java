package io.advicly.calendly.webhook;

import java.util.Locale;

/// Where a delivery stands.
public enum DeliveryState {
    PENDING,
    PROCESSED,
    IGNORED,
    DEAD;

    /// As it is stored and shown.
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
