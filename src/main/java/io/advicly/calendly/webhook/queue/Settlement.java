package io.advicly.calendly.webhook.queue;

import io.advicly.calendly.webhook.ClaimedDelivery;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What becomes of a claimed delivery.
///
/// @param mentions see `BodyMentions`; null also while it is to be tried again
/// @param tried how long the attempt took
public record Settlement(
        ClaimedDelivery delivery,
        Disposition disposition,
        @Nullable String mentions,
        Duration tried) {

    /// The scheduled event that it was about, once it is settled.
    @Nullable String concernedEvent() {
        return switch (disposition) {
            case Disposition.Settled _ -> ConcernedEvent.of(delivery.body());
            case Disposition.Retry _, Disposition.ToFetch _ -> null;
        };
    }

    /// As it is stored.
    String state() {
        return switch (disposition) {
            case Disposition.Settled settled -> settled.state();
            case Disposition.Retry _, Disposition.ToFetch _ -> "pending";
        };
    }

    /// The state, or `retry`: the value of the metric's tag.
    String outcome() {
        return switch (disposition) {
            case Disposition.Settled settled -> settled.state();
            case Disposition.Retry _ -> "retry";
            case Disposition.ToFetch _ -> "to_fetch";
        };
    }

    @Nullable String note() {
        return switch (disposition) {
            case Disposition.Settled settled -> settled.note();
            case Disposition.Retry retry -> retry.error();
            case Disposition.ToFetch _ -> null;
        };
    }

    /// Whether it leaves those that are worked off at once.
    public boolean toFetch() {
        return disposition instanceof Disposition.ToFetch;
    }

    /// When it is tried again, if it is.
    @Nullable Instant dueAt() {
        return switch (disposition) {
            case Disposition.Settled _, Disposition.ToFetch _ -> null;
            case Disposition.Retry retry -> retry.dueAt();
        };
    }
}
