package io.advicly.calendly.webhook;

import java.util.Locale;

/// Which key of the ordered key set signed a delivery.
public enum KeyKind {
    CURRENT,
    APPLICATION;

    /// @param index in the key set: the subscription's key, then the application's
    /// @param ofSubscription how many of them are the subscription's
    public static KeyKind of(int index, int ofSubscription) {
        return index < ofSubscription ? CURRENT : APPLICATION;
    }

    /// The value of the metric's tag.
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
