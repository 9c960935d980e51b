package io.advicly.calendly.connection.grant;

import io.advicly.calendly.platform.failure.TryAgain;
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
