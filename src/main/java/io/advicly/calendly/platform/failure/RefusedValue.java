package io.advicly.calendly.platform.failure;

import io.vertx.pgclient.PgException;
import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Tells whether PostgreSQL has refused a value, and would do so again: one that it has no form
/// for, or no room. Pure.
public final class RefusedValue {

    /// Classes of SQLSTATE: data, limits of a program.
    private static final Set<String> CLASSES = Set.of("22", "54");

    private RefusedValue() {}

    public static boolean isCauseOf(Throwable failure) {
        for (Throwable it = failure; it != null; it = it.getCause()) {
            String state = state(it);
            if (state != null) {
                return CLASSES.stream().anyMatch(state::startsWith);
            }
        }
        return false;
    }

    /// Whoever speaks with PostgreSQL has an exception of its own.
    private static @Nullable String state(Throwable failure) {
        return switch (failure) {
            case PgException told -> told.getSqlState();
            case SQLException told -> told.getSQLState();
            default -> null;
        };
    }
}
