package io.advicly.calendly.platform.database;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// How many try to connect, however many want to: one in a moment, once some have failed in a row.
/// A database that comes back has each try cost it a process, and has others to serve.
final class Respite {

    /// One or two may have met something that concerns nobody else.
    private static final int ENOUGH = 3;

    private static final long NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private int failures;
    private long until;
    private @Nullable Throwable why;

    /// @return why the last one has failed; null for whoever is to try
    synchronized @Nullable Throwable at(long now) {
        if (failures < ENOUGH) {
            return null;
        }
        if (until - now > 0) {
            return why;
        }
        until = now + NANOS;
        return null;
    }

    synchronized void failed(Throwable failure, long now) {
        failures++;
        why = failure;
        until = now + NANOS;
    }

    synchronized void over() {
        failures = 0;
        why = null;
    }
}
