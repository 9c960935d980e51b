package io.advicly.calendly.platform.database;

import io.vertx.pgclient.PgException;
import java.util.Set;

/// What PostgreSQL says on a connection that is worth nothing any more. Pure.
final class LostStates {

    /// It was told to end, or has ended what took too long; its server crashed or cannot serve yet;
    /// or the server only reads, which after a failover the old primary does for as long as
    /// somebody stays connected to it.
    private static final Set<String> STATES =
            Set.of(
                    "57P01", "57P02", "57P03", "57P05", "25006", "25P03", "25P04", "08003", "08006",
                    "08P01");

    private LostStates() {}

    static boolean isTold(Throwable failure) {
        return failure instanceof PgException told
                && told.getSqlState() != null
                && STATES.contains(told.getSqlState());
    }
}
