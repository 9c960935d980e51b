package io.advicly.calendly.webhook.signature;

import org.jspecify.annotations.Nullable;

/// A delivery as it arrived. Nothing of it is believed yet.
///
/// @param headers see `DeliveryHeaders`
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Delivery(SignatureHeader.Signed signature, byte[] body, @Nullable String headers) {

    /// Without what people wrote.
    @Override
    public String toString() {
        return "Delivery[signature=" + signature + "]";
    }
}
