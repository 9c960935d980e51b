package io.advicly.calendly.meeting.fact;

import io.advicly.calendly.meeting.detail.Storable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// When and how something was said: what decides between two states with one `updated_at` (ADR 24).
///
/// @param fetched whether Calendly was asked for it: that is sure, while a delivery may be late
/// @param at when it was true: the time of reading, or a delivery's own; null if it does not say
public record Told(boolean fetched, @Nullable Instant at) {

    /// A delivery that does not say when it was made.
    public static final Told SOMETIME = new Told(false, null);

    /// @param asked the time before the call
    public static Told fetched(Instant asked) {
        return new Told(true, asked);
    }

    /// @param at the `created_at` of its envelope
    public static Told delivered(@Nullable Instant at) {
        return new Told(false, at);
    }

    /// @param otherwise when what is said changed last
    Instant atOr(Instant otherwise) {
        return Storable.time(at == null ? otherwise : at);
    }
}
