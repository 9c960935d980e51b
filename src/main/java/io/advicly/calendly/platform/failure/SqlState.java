package io.advicly.calendly.platform.failure;

import io.vertx.pgclient.PgException;
import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What PostgreSQL has said of a statement that failed, by classes of SQLSTATE. Pure.
public final class SqlState {

    /// Data, limits of a program.
    private static final Set<String> OF_VALUES = Set.of("22", "54");

    private static final String ROLLED_BACK = "40";

    private SqlState() {}

    /// Whether it has refused a value, and would do so again: one that it has no form for, or no
    /// room.
    public static boolean refusesAValue(Throwable failure) {
        String state = of(failure);
        return state != null && OF_VALUES.stream().anyMatch(state::startsWith);
    }

    /// Whether it has ended one of several transactions that were in each other's way: the same may
    /// go well the next time.
    public static boolean isOfOthersInTheWay(Throwable failure) {
        String state = of(failure);
        return state != null && state.startsWith(ROLLED_BACK);
    }

    private static @Nullable String of(Throwable failure) {
        for (Throwable it = failure; it != null; it = it.getCause()) {
            String state = told(it);
            if (state != null) {
                return state;
            }
        }
        return null;
    }

    /// Whoever speaks with PostgreSQL has an exception of its own.
    private static @Nullable String told(Throwable failure) {
        return switch (failure) {
            case PgException told -> told.getSqlState();
            case SQLException told -> told.getSQLState();
            default -> null;
        };
    }
}
