package io.advicly.calendly.sync.job;

import java.util.Locale;

/// Why a sync runs.
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
