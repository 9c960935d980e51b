package io.advicly.calendly.webhook;

/// Whether a delivery comes from Calendly.
sealed interface Verdict {

    /// @param keyIndex which of the given keys signed it
    record Accepted(int keyIndex) implements Verdict {}

    record Rejected(RejectionReason reason) implements Verdict {}
}
