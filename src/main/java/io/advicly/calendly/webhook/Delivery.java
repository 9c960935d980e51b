package io.advicly.calendly.webhook;

import org.jspecify.annotations.Nullable;

/// A delivery as it arrived. Nothing of it is believed yet.
///
/// @param urlToken null when its URL has none
@SuppressWarnings("ArrayRecordComponent") // never compared
record Delivery(@Nullable String urlToken, SignatureHeader signature, byte[] body) {

    /// Without the URL token, which is a secret of a kind, and without what people wrote.
    @Override
    public String toString() {
        return "Delivery[signature=" + signature + "]";
    }
}
