package io.advicly.calendly.connection.token;

import io.advicly.calendly.platform.failure.TryAgain;
import java.time.Duration;

/// Calendly has given a grant that cannot be stored right now, or may still give it. This process
/// holds on to it.
public final class NotStoredYetException extends RuntimeException implements TryAgain {

    NotStoredYetException() {
        super("the grant cannot be stored right now", null, false, false);
    }

    @Override
    public Duration retryAfter() {
        return Duration.ofSeconds(5);
    }
}
