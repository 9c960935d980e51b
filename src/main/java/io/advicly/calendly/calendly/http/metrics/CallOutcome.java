package io.advicly.calendly.calendly.http.metrics;

import io.advicly.calendly.calendly.CalendlyFailure;
import java.util.Locale;

/// How one attempt of a call ended, as metrics name it.
enum CallOutcome {
    OK,
    UNAVAILABLE,
    UNREADABLE,
    RATE_LIMITED,
    GRANT_REJECTED,
    UNAUTHENTICATED,
    FORBIDDEN,
    NOT_FOUND,
    ALREADY_EXISTS,
    REJECTED,
    /// Whoever asked did not wait for the answer.
    CANCELLED;

    static CallOutcome of(CalendlyFailure failure) {
        return switch (failure) {
            case CalendlyFailure.Unavailable _ -> UNAVAILABLE;
            case CalendlyFailure.Unreadable _ -> UNREADABLE;
            case CalendlyFailure.RateLimited _ -> RATE_LIMITED;
            case CalendlyFailure.GrantRejected _ -> GRANT_REJECTED;
            case CalendlyFailure.Unauthenticated _ -> UNAUTHENTICATED;
            case CalendlyFailure.Forbidden _ -> FORBIDDEN;
            case CalendlyFailure.NotFound _ -> NOT_FOUND;
            case CalendlyFailure.AlreadyExists _ -> ALREADY_EXISTS;
            case CalendlyFailure.NotRenewed _, CalendlyFailure.Rejected _ -> REJECTED;
        };
    }

    /// The value of the tag.
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
