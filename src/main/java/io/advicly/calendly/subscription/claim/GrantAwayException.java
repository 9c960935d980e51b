package io.advicly.calendly.subscription.claim;

import io.advicly.calendly.platform.failure.TryAgain;
import java.time.Duration;

/// One grant cannot be used now, and nothing else is known: it was not refused, and Calendly may
/// answer everybody else.
public final class GrantAwayException extends RuntimeException implements TryAgain {

    public GrantAwayException(String account, Throwable why) {
        super(
                "The grant of %s cannot be used now: %s".formatted(account, Words.of(why)),
                why,
                false,
                false);
    }

    /// Its trouble keeps nothing of others waiting.
    @Override
    public Duration retryAfter() {
        return Duration.ZERO;
    }
}
