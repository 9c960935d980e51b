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
/// @param nightly whether nobody waits for it, and nobody else reads before the next night
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
        int fruitless,
        boolean nightly) {

    /// How often a page is tried in a row, before the sync is given up.
    public static final int MOST_ATTEMPTS = 8;

    /// How often at night, where Calendly is away: for about five hours.
    public static final int MOST_AT_NIGHT = 16;

    /// How often a page is tried in a row while Calendly is away.
    public int mostAttempts() {
        return nightly ? MOST_AT_NIGHT : MOST_ATTEMPTS;
    }

    /// Whether the sync would be given up where this one comes to nothing as well, but for a
    /// Calendly that is away.
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
                row.fruitless,
                row.kind.equals(SyncKind.NIGHTLY.code()));
    }

    /// The earliest start time to ask for.
    public Instant since() {
        Instant since = place.since();
        return since == null ? from : since;
    }
}
