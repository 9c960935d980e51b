package io.advicly.calendly.platform.failure;

import java.time.Duration;

/// This process is about to end and begins nothing that it might have to cut; another one may.
public final class StoppingException extends RuntimeException implements TryAgain {

    public StoppingException() {
        super("this process is stopping");
    }

    @Override
    public Duration retryAfter() {
        return Duration.ofSeconds(1);
    }
}
