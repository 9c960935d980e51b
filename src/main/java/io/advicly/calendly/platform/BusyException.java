package io.advicly.calendly.platform;

import java.time.Duration;

/// Somebody else held a lease for as long as we were ready to wait.
public final class BusyException extends RuntimeException implements TryAgain {

    BusyException(String lease) {
        super("lease " + lease + " is held by somebody else");
    }

    @Override
    public Duration retryAfter() {
        return Duration.ofSeconds(5);
    }
}
