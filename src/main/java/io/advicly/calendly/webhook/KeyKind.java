package io.advicly.calendly.webhook;

/// Whose key signed a delivery: the subscription's own, or the application's.
public enum KeyKind {
    /// The metric called it so when it had another one before it.
    SUBSCRIPTION("current"),
    APPLICATION("application");

    private final String code;

    KeyKind(String code) {
        this.code = code;
    }

    /// @param index in the order in which they are tried: the subscription's, then the
    ///   application's
    /// @param ofSubscription how many are the subscription's: one
    public static KeyKind of(int index, int ofSubscription) {
        return index < ofSubscription ? SUBSCRIPTION : APPLICATION;
    }

    /// The value of the metric's tag.
    public String code() {
        return code;
    }
}
