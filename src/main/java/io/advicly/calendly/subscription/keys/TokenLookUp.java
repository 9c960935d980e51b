package io.advicly.calendly.subscription.keys;

/// What is known of an URL token.
public sealed interface TokenLookUp {

    record Known(SubscriptionKeys keys) implements TokenLookUp {}

    /// No subscription has it.
    record Unknown() implements TokenLookUp {}

    /// A subscription that was made just now may have it, and there is no asking: too many others
    /// are asked about. It is not to be told as unknown.
    record Untold() implements TokenLookUp {}
}
