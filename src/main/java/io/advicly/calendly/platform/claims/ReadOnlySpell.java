package io.advicly.calendly.platform.claims;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// For how long the session's server has only read. After a failover that may be the old primary,
/// which goes on for as long as somebody stays connected, while all others are at the new one.
final class ReadOnlySpell {

    /// For a session on which something could be written before. Less than it takes others to
    /// believe that a replica is dead whose lock they do not find.
    private static final Duration AFTER_WRITING = Duration.ofSeconds(1);

    /// For one that has met such a server: nothing else may be there to connect to for long.
    private static final Duration FROM_THE_FIRST = Duration.ofSeconds(5);

    private @Nullable Long since;

    /// @param hasWritten whether something could be written on this session before
    synchronized boolean isTooLong(boolean readOnly, boolean hasWritten, long now) {
        if (!readOnly) {
            since = null;
            return false;
        }
        if (since == null) {
            since = now;
        }
        Duration patience = hasWritten ? AFTER_WRITING : FROM_THE_FIRST;
        return now - since > patience.toNanos();
    }

    /// Another session begins.
    synchronized void over() {
        since = null;
    }
}
