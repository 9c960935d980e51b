package io.advicly.calendly.webhook.attempt;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What came of one attempt to work off a delivery.
sealed interface Outcome {

    /// The delivery's event, when it could be read.
    @Nullable String event();

    record Processed(String event) implements Outcome {}

    /// Nothing to do, now or later.
    record Ignored(String event, String reason) implements Outcome {}

    /// Its event has to be fetched, which may take its time: nothing was tried yet.
    record ToFetch(String event) implements Outcome {}

    /// Trying again may help.
    ///
    /// @param notBefore how long Calendly asked us to wait, else zero
    record Failed(@Nullable String event, String error, Duration notBefore) implements Outcome {}

    /// Trying again does not help.
    record Hopeless(@Nullable String event, String error) implements Outcome {}
}
