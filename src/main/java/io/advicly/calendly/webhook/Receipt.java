package io.advicly.calendly.webhook;

import java.util.UUID;

/// What the inbox did with a delivery. Either way it is committed.
public sealed interface Receipt {

    record Stored(UUID deliveryId) implements Receipt {}

    /// The same body of the same subscription is there already.
    record Repeat() implements Receipt {}
}
