package io.advicly.calendly.connection;

import io.advicly.calendly.platform.TryAgain;
import java.time.Duration;

/// A refresh that must not be tried yet.
public final class RefreshPostponedException extends RuntimeException implements TryAgain {

    private final transient Duration retryAfter;

    RefreshPostponedException(String why, Duration retryAfter) {
        super(why, null, false, false);
        this.retryAfter = retryAfter;
    }

    @Override
    public Duration retryAfter() {
        return retryAfter;
    }
}
