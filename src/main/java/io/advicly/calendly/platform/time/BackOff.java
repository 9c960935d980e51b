package io.advicly.calendly.platform.time;

import java.time.Duration;

/// A wait that grows with each failure in a row. Pure.
///
/// @param first after one failure
/// @param factor how many times as long each further one makes it
/// @param longest what it never exceeds
public record BackOff(Duration first, int factor, Duration longest) {

    public static BackOff doubling(Duration first, Duration longest) {
        return new BackOff(first, 2, longest);
    }

    public static BackOff fourfold(Duration first, Duration longest) {
        return new BackOff(first, 4, longest);
    }

    /// @param failures in a row, one at least
    public Duration after(int failures) {
        Duration wait = first;
        for (int further = 1; further < failures && wait.compareTo(longest) < 0; further++) {
            wait = wait.multipliedBy(factor);
        }
        return wait.compareTo(longest) < 0 ? wait : longest;
    }

    /// The same, shortened by chance so that what failed together does not come back together.
    ///
    /// @param chance from 0 (the whole wait) to 1 (half of it)
    public Duration after(int failures, double chance) {
        Duration whole = after(failures);
        return whole.minusMillis((long) (whole.toMillis() * chance / 2));
    }
}
