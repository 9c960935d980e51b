package io.advicly.calendly.destination.work;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// When what could not be delivered is tried again. Pure.
///
/// The last attempt is at the end of 72 hours, whatever chance has made of the waits before it: who
/// is back by then has missed nothing, and who is not is held.
final class AttemptSchedule {

    static final Duration IN_ALL = Duration.ofDays(3);

    private static final List<Duration> WAITS =
            List.of(
                    Duration.ofSeconds(5),
                    Duration.ofMinutes(5),
                    Duration.ofMinutes(30),
                    Duration.ofHours(2),
                    Duration.ofHours(5),
                    Duration.ofHours(10),
                    Duration.ofHours(14),
                    Duration.ofHours(20));

    /// A tenth, either way.
    private static final double SPREAD = 0.1;

    private AttemptSchedule() {}

    /// @param attempts that have failed, one at least
    /// @param chance from 0 to 1
    /// @return empty when it is given up
    static Optional<Instant> next(int attempts, Instant firstFailed, Instant now, double chance) {
        Instant end = firstFailed.plus(IN_ALL);
        if (!now.isBefore(end)) {
            return Optional.empty();
        }
        if (attempts > WAITS.size()) {
            return Optional.of(end);
        }
        double factor = 1 - SPREAD + 2 * SPREAD * chance;
        Instant due = now.plusMillis(Math.round(WAITS.get(attempts - 1).toMillis() * factor));
        return Optional.of(due.isBefore(end) ? due : end);
    }
}
