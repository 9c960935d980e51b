package io.advicly.calendly.platform.log.calm;

import io.advicly.calendly.platform.log.Away;
import io.vertx.pgclient.PgException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// What keeps the service from starting, where that is for an operator to mend: said in a line that
/// names the key. Pure.
final class StartTrouble {

    private static final int DEEPEST = 20;
    private static final String FOREIGN = "Found non-empty schema";
    private static final String NEWER = "not resolved locally";
    private static final String SCHEMA = "Schema validation: ";

    private StartTrouble() {}

    /// Null when it is none of these.
    static @Nullable String of(@Nullable Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            String told = told(cause);
            if (told != null) {
                return told;
            }
            cause = cause.getCause();
        }
        Throwable away = Away.causeOf(failure);
        return away == null ? null : unreachable(away);
    }

    private static @Nullable String told(Throwable cause) {
        return switch (cause) {
            case PgException postgres -> told(postgres.getSqlState(), postgres);
            case SQLException jdbc -> told(jdbc.getSQLState(), jdbc);
            default -> told(String.valueOf(cause.getMessage()));
        };
    }

    private static @Nullable String told(String message) {
        if (message.startsWith(SCHEMA)) {
            return "the database's schema is not the one that this version needs (%s): run its migration first"
                    .formatted(message.substring(SCHEMA.length()));
        }
        if (message.contains(FOREIGN)) {
            return "the schema to migrate holds tables of somebody else: give this service a database of its"
                    + " own, or set quarkus.flyway.baseline-on-migrate=true and"
                    + " quarkus.flyway.baseline-version=0 to share it";
        }
        return message.contains(NEWER)
                ? "a newer version than this one has migrated the database: run that version, or this one"
                        + " without its migration; repair nothing"
                : null;
    }

    private static @Nullable String told(@Nullable String state, Throwable cause) {
        if (state == null) {
            return null;
        }
        if (state.startsWith("28")) {
            return "the database refuses quarkus.datasource.username and quarkus.datasource.password: "
                    + firstLine(cause);
        }
        if (state.startsWith("3D")) {
            return "the database that quarkus.datasource.reactive.url names does not exist: "
                    + firstLine(cause);
        }
        return state.startsWith("08") || state.startsWith("57P") || state.startsWith("53")
                ? unreachable(cause)
                : null;
    }

    private static String unreachable(Throwable cause) {
        return "the database cannot be reached (quarkus.datasource.reactive.url): "
                + firstLine(cause);
    }

    private static String firstLine(Throwable cause) {
        return String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    }
}
