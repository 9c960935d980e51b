package io.advicly.calendly.platform.failure;

import java.time.Duration;

/// A failure that goes away by itself: whoever meets it may try again after a while.
public interface TryAgain {

    Duration retryAfter();
}
