package io.advicly.calendly.webhook.queue;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What becomes of a delivery after an attempt.
public sealed interface Disposition {

    /// The delivery's event, when it could be read.
    @Nullable String event();

    /// Done.
    ///
    /// @param state `processed`, `ignored` or `dead`, as stored
    /// @param note why it was ignored or died
    record Settled(String state, @Nullable String event, @Nullable String note)
            implements Disposition {}

    /// It waits among those of its organization whose events have to be fetched.
    record ToFetch(String event) implements Disposition {}

    record Retry(@Nullable String event, Instant dueAt, String error) implements Disposition {}
}
