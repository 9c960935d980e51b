package io.advicly.calendly.sync;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A claimed sync job.
///
/// @param claim who has it
/// @param pageToken the page to read; null for the first
/// @param pageFrom what starts before this has been read from the page already
/// @param attempts this one included, since anything was read last
record SyncJob(
        UUID id,
        UUID connectionId,
        UUID claim,
        Instant from,
        Instant to,
        @Nullable String pageToken,
        @Nullable Instant pageFrom,
        int pages,
        int attempts) {

    static SyncJob of(SyncJobRow row, UUID claim) {
        return new SyncJob(
                row.id,
                row.connectionId,
                claim,
                row.windowFrom,
                row.windowTo,
                row.pageToken,
                row.pageFrom,
                row.pages,
                row.attempts);
    }
}
