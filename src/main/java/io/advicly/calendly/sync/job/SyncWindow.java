package io.advicly.calendly.sync.job;

import java.time.Instant;

/// Which events a sync reads that is stored now.
///
/// @param from the earliest start time
/// @param to the latest start time
/// @param forget jobs that ended before are not kept
public record SyncWindow(Instant now, Instant from, Instant to, Instant forget) {

    public static SyncWindow of(SyncSettings settings, Instant now) {
        return new SyncWindow(
                now,
                now.minus(settings.past()),
                now.plus(settings.future()),
                now.minus(settings.keep()));
    }
}
