package io.advicly.calendly.sync.read;

import io.advicly.calendly.calendly.RateLimit;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// How many calls a sync may still make for an account in this minute. Pure.
///
/// While Calendly tells, what it says counts: it knows of all calls in the user's name. What is not
/// in the sync's share is left for whoever else calls. Without a word from Calendly the calls of
/// the sync itself are counted.
///
/// @param since when the minute began
/// @param used calls since then
record CallBudget(Instant since, int used) {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    static CallBudget fresh(Instant now) {
        return new CallBudget(now, 0);
    }

    /// One more call.
    CallBudget used(Instant now) {
        return isOver(now) ? new CallBudget(now, 1) : new CallBudget(since, used + 1);
    }

    /// How long to wait before the next call; zero: not at all.
    ///
    /// @param told what Calendly said last, while it counts
    /// @param callsPerMinute the limit until Calendly says
    Duration pause(Optional<RateLimit> told, int callsPerMinute, int sharePercent, Instant now) {
        if (told.isPresent()) {
            RateLimit limit = told.get();
            int reserved = limit.limit() - share(limit.limit(), sharePercent);
            return limit.remaining() > reserved
                    ? Duration.ZERO
                    : Duration.between(now, limit.resetsAt());
        }
        return isOver(now) || used < share(callsPerMinute, sharePercent)
                ? Duration.ZERO
                : Duration.between(now, since.plus(MINUTE));
    }

    boolean isOver(Instant now) {
        return !now.isBefore(since.plus(MINUTE));
    }

    /// At least one call, or a sync would never end.
    private static int share(int limit, int percent) {
        return (int) Math.max(1, (long) limit * percent / 100);
    }
}
