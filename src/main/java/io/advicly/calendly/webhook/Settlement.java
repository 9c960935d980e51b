package io.advicly.calendly.webhook;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What becomes of a claimed delivery.
///
/// @param mentions see [BodyMentions]; null also while it is to be tried again
record Settlement(ClaimedDelivery delivery, Disposition disposition, @Nullable String mentions) {

    /// As it is stored.
    String state() {
        return switch (disposition) {
            case Disposition.Settled settled -> settled.state();
            case Disposition.Retry _ -> "pending";
        };
    }

    /// The state, or `retry`: the value of the metric's tag.
    String outcome() {
        return switch (disposition) {
            case Disposition.Settled settled -> settled.state();
            case Disposition.Retry _ -> "retry";
        };
    }

    @Nullable String note() {
        return switch (disposition) {
            case Disposition.Settled settled -> settled.note();
            case Disposition.Retry retry -> retry.error();
        };
    }

    /// When it is tried again, if it is.
    @Nullable Instant dueAt() {
        return switch (disposition) {
            case Disposition.Settled _ -> null;
            case Disposition.Retry retry -> retry.dueAt();
        };
    }
}
