package io.advicly.calendly.sync.job;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// Decides when the next night begins. Pure.
final class Nights {

    private Nights() {}

    /// The next beginning after `now`.
    ///
    /// @param start after midnight UTC
    static Instant next(Instant now, Duration start) {
        Instant today = now.truncatedTo(ChronoUnit.DAYS).plus(start);
        Instant yesterday = today.minus(Duration.ofDays(1));
        if (yesterday.isAfter(now)) {
            return yesterday;
        }
        return today.isAfter(now) ? today : today.plus(Duration.ofDays(1));
    }
}
