package io.advicly.calendly.webhook;

import java.util.Locale;

/// Where a delivery stands.
enum DeliveryState {
    PENDING,
    PROCESSED,
    IGNORED,
    DEAD;

    /// As it is stored and shown.
    String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
