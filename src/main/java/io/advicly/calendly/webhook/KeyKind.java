package io.advicly.calendly.webhook;

import java.util.Locale;

/// Which key of the ordered key set signed a delivery.
public enum KeyKind {
    CURRENT,
    PREVIOUS,
    APPLICATION;

    /// @param index in the key set: the subscription's current and previous key, then the
    ///   application's
    /// @param ofSubscription how many of them are the subscription's
    public static KeyKind of(int index, int ofSubscription) {
        if (index >= ofSubscription) {
            return APPLICATION;
        }
        return index == 0 ? CURRENT : PREVIOUS;
    }

    /// The value of the metric's tag.
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
