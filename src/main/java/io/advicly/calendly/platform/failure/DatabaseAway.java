package io.advicly.calendly.platform.failure;

import com.fasterxml.jackson.core.JacksonException;
import io.smallrye.mutiny.CompositeException;
import io.vertx.core.VertxException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileSystemException;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Decides whether a failure means that the database is away, rather than that we have asked it
/// nonsense. Pure.
public final class DatabaseAway {

    /// The server cannot serve now, whatever it is asked. Classes of SQLSTATE: a connection that
    /// failed, somebody who may not connect any more, want of disk, memory or connections, told to
    /// stop, a fault of its machine. States: it only reads, it has ended what took too long, a lock
    /// is not to be had.
    private static final Set<String> SQL_STATES =
            Set.of("08", "28", "53", "57", "58", "25006", "25P03", "25P04", "55P03");

    /// What the client says in a failure of no type of its own: nobody got a connection in time, or
    /// it was gone before anything was sent on it, or the process is stopping.
    private static final List<String> CLIENT_WORDS =
            List.of(
                    "Timeout",
                    "Connection is not active now",
                    "Pending requests failed",
                    "Pool closed");

    private static final int DEEPEST = 20;

    private DatabaseAway() {}

    public static boolean isTold(@Nullable Throwable failure) {
        return isTold(failure, 0);
    }

    private static boolean isTold(@Nullable Throwable failure, int depth) {
        if (failure == null || depth > DEEPEST) {
            return false;
        }
        return switch (failure) {
            // Of what was read, not of the connection.
            case JacksonException _, FileSystemException _, CharacterCodingException _ -> false;
            case IOException _,
                    ConnectionLostException _,
                    ClosedConnectionException _,
                    TimeoutException _ ->
                    true;
            case PgException postgres -> isState(postgres.getSqlState());
            // Hibernate makes one of the other, and keeps no more of it.
            case SQLException told when isState(told.getSQLState()) -> true;
            case CompositeException several ->
                    several.getCauses().stream().anyMatch(it -> isTold(it, depth + 1));
            default -> isClientWord(failure) || isTold(failure.getCause(), depth + 1);
        };
    }

    private static boolean isState(@Nullable String state) {
        return state != null && SQL_STATES.stream().anyMatch(state::startsWith);
    }

    private static boolean isClientWord(Throwable failure) {
        String message = failure.getMessage();
        return (failure instanceof VertxException || failure instanceof NoStackTraceThrowable)
                && message != null
                && CLIENT_WORDS.stream().anyMatch(message::startsWith);
    }
}
