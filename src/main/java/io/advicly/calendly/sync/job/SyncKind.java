package io.advicly.calendly.sync.job;

import java.util.Locale;

/// Why a sync runs. The column `sync_jobs.kind` is checked against these (`V1__initial.sql`), so
/// that another one takes a migration. The room `sync.trigger` begins those that nobody asks for;
/// all others are begun where [SyncJobs#store] is called.
public enum SyncKind {
    /// After connecting.
    INITIAL,
    /// After a gap in deliveries.
    REPAIR,
    /// Once a day, whatever deliveries said.
    NIGHTLY,
    /// Asked for by the user.
    REQUESTED;

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
