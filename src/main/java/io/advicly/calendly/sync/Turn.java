package io.advicly.calendly.sync;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How a turn of a sync ended. Whatever it was, `events` of the page are meetings now.
sealed interface Turn {

    int events();

    /// @param nextPageToken null when this was the last page
    record PageRead(int events, @Nullable String nextPageToken) implements Turn {}

    /// Time is up, or the account has no calls left.
    ///
    /// @param pageFrom where to go on in the page; null at its beginning
    /// @param pause when there are calls again
    record Stopped(int events, @Nullable Instant pageFrom, Duration pause) implements Turn {}

    /// @param pageFrom where to go on in the page; null at its beginning
    record Failed(int events, @Nullable Instant pageFrom, Throwable failure) implements Turn {}
}
