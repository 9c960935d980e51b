package io.advicly.calendly.webhook.signature;

/// Whether a delivery comes from Calendly.
sealed interface Verdict {

    /// @param keyIndex which of the given keys signed it
    /// @param late whether that was longer ago than a first attempt takes
    record Accepted(int keyIndex, boolean late) implements Verdict {}

    record Rejected(RejectionReason reason) implements Verdict {}
}
