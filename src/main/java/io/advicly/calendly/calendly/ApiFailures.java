package io.advicly.calendly.calendly;

import io.advicly.calendly.calendly.CalendlyFailure.Forbidden.Reason;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Decides what an answer of the API host means (statuses and texts: calendly-api 1.8, 1.12).
final class ApiFailures {

    private ApiFailures() {}

    static CalendlyFailure of(Reply reply) {
        if (isRefusalOfAnother(reply) && !isGone(reply)) {
            return new CalendlyFailure.Unavailable(reply.foreign(null), false, null);
        }
        CalendlyAnswer answer = reply.answer();
        return switch (reply.status()) {
            case 401 -> new CalendlyFailure.Unauthenticated(answer);
            case 403 -> new CalendlyFailure.Forbidden(answer, reason(reply, answer));
            case 404, 410 -> new CalendlyFailure.NotFound(answer);
            case 409 -> new CalendlyFailure.AlreadyExists(answer);
            default -> other(reply, answer);
        };
    }

    /// Only Calendly refuses, and it says why. A refusal that does not is that of something before
    /// Calendly, which has not let the call through: trying again helps, asking the user does not.
    static boolean isRefusalOfAnother(Reply reply) {
        boolean refused = reply.status() >= 400 && reply.status() < 500;
        return refused && reply.status() != 429 && !reply.isErrorDocument();
    }

    /// Any JSON will do to say that something is not there, else a deletion that was done would be
    /// tried for ever.
    private static boolean isGone(Reply reply) {
        return (reply.status() == 404 || reply.status() == 410) && reply.json().isObject();
    }

    /// An answer that is no error, and not the success that Calendly documents for the call:
    /// whoever gave it, the call may have been carried out or not.
    static CalendlyFailure undocumented(Reply reply) {
        return new CalendlyFailure.Unavailable(reply.foreign(null), true, null);
    }

    /// What the statuses mean on both hosts. One below 400 is an answer that cannot be read.
    static CalendlyFailure other(Reply reply, CalendlyAnswer answer) {
        if (reply.status() == 429) {
            return new CalendlyFailure.RateLimited(
                    answer, RateLimitReset.of(reply.header().apply("x-ratelimit-reset")));
        }
        return reply.status() >= 400 && reply.status() < 500
                ? new CalendlyFailure.Rejected(answer)
                : new CalendlyFailure.Unavailable(answer, maybeProcessed(reply.status()), null);
    }

    /// 503 is said by who did not do it; any other server error may come after the deed.
    private static boolean maybeProcessed(int status) {
        return status != 503;
    }

    /// Three refusals that only their texts tell apart. The plan's text has changed over time,
    /// hence its prefix.
    private static Reason reason(Reply reply, CalendlyAnswer answer) {
        String message = lower(answer.message());
        if (message.startsWith("please upgrade")) {
            return Reason.PLAN;
        }
        boolean scope =
                lower(answer.title()).equals("insufficient scope")
                        || message.contains("required_scopes")
                        || reply.json().has("required_scopes");
        return scope ? Reason.SCOPE : Reason.PERMISSION;
    }

    private static String lower(@Nullable String text) {
        return text == null ? "" : text.toLowerCase(Locale.ROOT).strip();
    }
}
