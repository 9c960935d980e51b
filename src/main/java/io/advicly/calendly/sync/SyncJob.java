package io.advicly.calendly.sync;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A claimed sync job.
///
/// @param pageToken where to go on; null at the beginning
/// @param attempts this one included, since the last page that was read
record SyncJob(
        UUID id,
        UUID connectionId,
        Instant from,
        Instant to,
        @Nullable String pageToken,
        int pages,
        int attempts) {

    static SyncJob of(SyncJobRow row) {
        return new SyncJob(
                row.id,
                row.connectionId,
                row.windowFrom,
                row.windowTo,
                row.pageToken,
                row.pages,
                row.attempts);
    }

    SyncJob at(@Nullable String nextPageToken) {
        return new SyncJob(id, connectionId, from, to, nextPageToken, pages + 1, 1);
    }
}
