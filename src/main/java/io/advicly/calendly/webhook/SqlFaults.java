package io.advicly.calendly.webhook;

import io.vertx.pgclient.PgException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Tells whether a statement for many rows may have failed because of one of them. Pure.
public final class SqlFaults {

    /// Classes of SQLSTATE: data, integrity, deadlock, size, raised by a trigger.
    private static final Set<String> CLASSES = Set.of("22", "23", "40", "54", "P0");

    private SqlFaults() {}

    public static boolean mayBe(Throwable failure) {
        return failure instanceof PgException refused && isOne(refused.getSqlState());
    }

    /// What stands between us and PostgreSQL may say that something failed, and no state.
    private static boolean isOne(@Nullable String state) {
        return state != null && CLASSES.stream().anyMatch(state::startsWith);
    }
}
