package io.advicly.calendly.platform.failure;

import java.time.Duration;

/// Somebody else held a lease for as long as we were ready to wait.
public final class BusyException extends RuntimeException implements TryAgain {

    public BusyException(String lease) {
        super("lease " + lease + " is held by somebody else");
    }

    @Override
    public Duration retryAfter() {
        return Duration.ofSeconds(5);
    }
}
