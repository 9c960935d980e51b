package io.advicly.calendly.sync.work;

import io.advicly.calendly.calendly.CalendlyFailure;
import io.advicly.calendly.platform.failure.TryAgain;
import io.advicly.calendly.platform.time.BackOff;
import io.advicly.calendly.sync.job.SyncJob;
import java.time.Duration;
import java.util.Optional;

/// Decides whether a failed page is tried again, and when. Pure.
final class SyncRetry {

    static final int ATTEMPTS = SyncJob.MOST_ATTEMPTS;
    private static final BackOff BACK_OFF =
            BackOff.doubling(Duration.ofSeconds(2), Duration.ofHours(1));

    private SyncRetry() {}

    /// The pause before the next attempt; empty when trying again is of no use.
    ///
    /// @param attempts how often this page has been tried
    static Optional<Duration> pause(int attempts, Throwable failure) {
        return pause(attempts, ATTEMPTS, failure, Duration.ZERO);
    }

    /// @param most how often it is tried where it is not answered, which goes away by itself
    /// @param atLeast for how long trying again is certainly of no use
    static Optional<Duration> pause(int attempts, int most, Throwable failure, Duration atLeast) {
        if (attempts >= (failure instanceof TryAgain ? most : ATTEMPTS) || isFinal(failure)) {
            return Optional.empty();
        }
        Duration asked = failure instanceof TryAgain again ? again.retryAfter() : Duration.ZERO;
        return Optional.of(max(max(BACK_OFF.after(attempts), asked), atLeast));
    }

    private static Duration max(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private static boolean isFinal(Throwable failure) {
        return failure instanceof CalendlyFailure.Forbidden;
    }
}
