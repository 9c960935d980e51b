package io.advicly.calendly.webhook.signature;

/// A delivery as it arrived. Nothing of it is believed yet.
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Delivery(SignatureHeader.Signed signature, byte[] body) {

    /// Without what people wrote.
    @Override
    public String toString() {
        return "Delivery[signature=" + signature + "]";
    }
}
