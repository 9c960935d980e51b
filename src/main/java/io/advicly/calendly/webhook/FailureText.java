package io.advicly.calendly.webhook;

import io.advicly.calendly.calendly.CalendlyFailure;
import io.vertx.pgclient.PgException;

/// What is kept of a failure: enough for an operator, and no value out of a payload. Messages of
/// unknown exceptions are left out, as they may quote one. Pure.
public final class FailureText {

    private FailureText() {}

    public static String of(Throwable failure) {
        Throwable cause = rootOf(failure);
        return switch (cause) {
            case CalendlyFailure calendly -> String.valueOf(calendly.getMessage());
            case PgException postgres -> "PostgreSQL error " + postgres.getSqlState();
            default -> cause.getClass().getSimpleName();
        };
    }

    private static Throwable rootOf(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null
                && !(cause instanceof CalendlyFailure || cause instanceof PgException)) {
            cause = cause.getCause();
        }
        return cause;
    }
}
