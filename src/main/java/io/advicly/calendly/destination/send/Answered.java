package io.advicly.calendly.destination.send;

import org.jspecify.annotations.Nullable;

/// What came of one call.
///
/// @param status null where there was no answer
/// @param body the first 2 kB of it, as text; null where there was none
/// @param error what went wrong, in words; null where the answer says it all
public record Answered(
        @Nullable Integer status, int durationMs, @Nullable String body, @Nullable String error) {

    private static final int GONE = 410;

    public boolean isDelivered() {
        return status != null && status / 100 == 2;
    }

    /// It wants nothing any more.
    public boolean isGone() {
        return status != null && status == GONE;
    }

    /// Why it is not delivered, in words for its owner.
    public String reason() {
        return error != null ? error : "answered " + status;
    }
}
