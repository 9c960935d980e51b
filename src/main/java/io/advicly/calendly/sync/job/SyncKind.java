package io.advicly.calendly.sync.job;

import java.util.Locale;

/// Why a sync runs; the reading is the same for all. Single ones are stored by [SyncJobs#store] and
/// [SyncJobs#storeAnew], many at once by SQL in `SyncScheduleRepository` and `GapRepository`, for
/// the package `sync.trigger`, which begins those that nobody asks for.
///
/// Another one takes a migration (the column `sync_jobs.kind` is checked, `V1__initial.sql`), a
/// word in the operators' part of the API's description (`operator-console.yaml`,
/// `operator-console-schemas.yaml`) and in the console (`pages/syncs.js`, `pages/syncs-detail.js`).
/// Of a connection one job is pending at a time: `store` leaves that one its kind.
public enum SyncKind {
    /// After connecting.
    INITIAL,
    /// After a gap in deliveries.
    REPAIR,
    /// Once a day, whatever deliveries said; also once where meetings lack what older versions did
    /// not keep.
    NIGHTLY,
    /// Asked for, by the user, their backend or an operator.
    REQUESTED;

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
