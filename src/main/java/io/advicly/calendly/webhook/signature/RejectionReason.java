package io.advicly.calendly.webhook.signature;

import java.util.Locale;

/// Why a delivery is not believed. Callers are told none of this: it goes to the log line
/// `webhook.rejected` and the metric of the same name.
public enum RejectionReason {
    HEADER_MISSING,
    HEADER_REPEATED,
    HEADER_MALFORMED,
    TIMESTAMP_MISSING,
    SIGNATURE_MISSING,
    /// There is no usable key to verify with.
    NO_KEY,
    /// No key fits: another key, or the body or the time was changed.
    MISMATCH,
    /// Signed by a key of ours, but longer ago than Calendly repeats anything: somebody has kept
    /// it.
    TOO_OLD,
    /// Signed by a key of ours, but further in the future than clocks may differ.
    IN_FUTURE,
    /// Signed by an application key, and not exactly one subscription can have sent it.
    UNATTRIBUTABLE;

    /// Whether another key might have verified it.
    public boolean isForWantOfAKey() {
        return this == MISMATCH || this == NO_KEY;
    }

    /// The value of the metric's tag.
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
