package io.advicly.calendly.platform.batch;

import java.time.Duration;

/// What a [Batcher] takes on.
///
/// @param entries and bytes how much may wait or be under way at any time
/// @param callEntries and callBytes how much shares a call; one that is larger goes alone
/// @param calls how many calls may be under way at a time
/// @param further how many must wait for a call to begin beside one under way: a call for a few
///   costs nearly as much as one for many
/// @param patience how long an entry may wait, and then how long its call may take
public record BatchLimits(
        int entries,
        long bytes,
        int callEntries,
        long callBytes,
        int calls,
        int further,
        Duration patience) {}
