package io.advicly.calendly.platform.overview;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What happened in one process since the minute before.
///
/// @param rejected deliveries that were not believed, or could not be stored, by reason
/// @param accept and visible see [LatencyBuckets]
/// @param inboxAge how long the oldest delivery has waited, in seconds
/// @param rateLimitRemaining calls that the grant has left that has the fewest; null where nobody
///   was told lately
@SuppressWarnings("ArrayRecordComponent") // never compared
record Minute(
        Counts counts,
        Map<String, Long> rejected,
        long[] accept,
        long[] visible,
        long inboxAge,
        @Nullable Long rateLimitRemaining) {

    /// @param accepted deliveries that were stored
    /// @param repeated deliveries that were there already
    /// @param projected deliveries that were worked off
    /// @param ignored deliveries that concern nobody here
    /// @param retried attempts that are to be repeated
    /// @param dead deliveries that were given up
    /// @param refreshFailures refreshes of grants that failed
    record Counts(
            long accepted,
            long repeated,
            long projected,
            long ignored,
            long retried,
            long dead,
            long refreshFailures) {}
}
