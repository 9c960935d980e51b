package io.advicly.calendly.sync.job;

import java.time.Instant;
import java.util.UUID;

/// A claimed sync job.
///
/// @param claim who has it
/// @param beganAt when its first page was to be read
/// @param pages how many have been read
/// @param attempts this one included, since there was anything new last
/// @param fruitless how many turns in a row have come to nothing new
public record SyncJob(
        UUID id,
        UUID connectionId,
        UUID claim,
        Instant beganAt,
        Instant from,
        Instant to,
        Place place,
        int pages,
        int attempts,
        int fruitless) {

    /// How often a page is tried in a row, before the sync is given up.
    public static final int MOST_ATTEMPTS = 8;

    /// Whether the sync is given up where this one comes to nothing as well.
    public boolean isLastAttempt() {
        return attempts >= MOST_ATTEMPTS;
    }

    static SyncJob of(SyncJobRow row, UUID claim) {
        return new SyncJob(
                row.id,
                row.connectionId,
                claim,
                row.beganAt,
                row.windowFrom,
                row.windowTo,
                new Place(
                        row.resumeFrom,
                        row.pageToken,
                        row.pageFrom,
                        row.reached,
                        row.byUser,
                        row.listed),
                row.pages,
                row.attempts,
                row.fruitless);
    }

    /// The earliest start time to ask for.
    public Instant since() {
        Instant since = place.since();
        return since == null ? from : since;
    }
}
