package io.advicly.calendly.connection.consent;

import io.advicly.calendly.platform.failure.TryAgain;
import java.time.Duration;

/// The connection holds another grant by now than the one that Calendly was asked with, perhaps of
/// another account: what Calendly said is not about it.
public final class OtherGrantException extends RuntimeException implements TryAgain {

    OtherGrantException() {
        super("another grant has been stored meanwhile", null, false, false);
    }

    @Override
    public Duration retryAfter() {
        return Duration.ofSeconds(1);
    }
}
