package io.advicly.calendly.platform.database;

import java.util.OptionalLong;

/// Something that must have ended by some time. Times are those of [System#nanoTime()].
interface Bounded {

    boolean isOverdue(long now);

    /// Ends it, whatever the other side does.
    ///
    /// @return since when the server has been silent, where that tells something of its other
    ///   connections
    OptionalLong end();

    /// Nobody waits for anything any more: what has not said good-bye in a moment ends without.
    void abandon();

    /// Somebody has waited in vain since then. Ends it if it is idle, and nothing has been heard on
    /// it either.
    void suspect(long silentSince);
}
