package io.advicly.calendly.calendly.http.answer;

import io.advicly.calendly.calendly.CalendlyAnswer;
import io.advicly.calendly.calendly.CalendlyFailure;
import io.advicly.calendly.calendly.CalendlyFailure.Forbidden.Reason;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Decides what an answer of Calendly's means, from its status, its content type and its body alone
/// (statuses and texts: docs/calendly-api.md 1.3, 1.5, 1.8, 1.12). Pure, and the only place that
/// decides it.
///
/// A refusal is what Calendly's own JSON says. An answer of another kind was given by something
/// before Calendly (an edge, a proxy): it says nothing about an account, a grant or a subscription,
/// and is tried again.
public final class Answers {

    private Answers() {}

    public static Answer of(Question question, Reply reply) {
        int status = reply.status();
        if (status == 429) {
            return new Answer.Later(
                    new CalendlyFailure.RateLimited(
                            words(reply),
                            RateLimitReset.of(reply.header().apply("x-ratelimit-reset"))));
        }
        if (status >= 500) {
            return later(words(reply), maybeProcessed(status));
        }
        if (status >= 400) {
            return isRefusal(question, reply)
                    ? new Answer.Refused(refusal(question, reply))
                    : new Answer.Later(CalendlyFailure.Unavailable.turnedAway(reply.foreign()));
        }
        return question.isAnsweredBy(reply)
                ? new Answer.Told(reply.json())
                : noSuccess(question, reply);
    }

    /// Whoever gave it, the call may have been carried out or not. Only where the OAuth host itself
    /// tells of an error instead (`200 {"error": …}`), nothing was used up.
    private static Answer noSuccess(Question question, Reply reply) {
        return question.isOfOAuth() && reply.isOAuthError()
                ? later(reply.answer(), false)
                : later(words(reply), true);
    }

    private static boolean isRefusal(Question question, Reply reply) {
        return question.isOfOAuth() ? reply.isOAuthError() : reply.isApiError();
    }

    private static CalendlyFailure refusal(Question question, Reply reply) {
        return question.isOfOAuth() ? ofOAuth(reply) : ofApi(reply);
    }

    /// `400 invalid_grant` on reuse is seen in practice, the rest is RFC 6749 (docs/calendly-api.md
    /// 1.3).
    private static CalendlyFailure ofOAuth(Reply reply) {
        CalendlyAnswer answer = reply.answer();
        boolean ofGrant = reply.status() == 400 || reply.status() == 401;
        return ofGrant && "invalid_grant".equals(answer.title())
                ? new CalendlyFailure.GrantRejected(answer)
                : new CalendlyFailure.Rejected(answer);
    }

    private static CalendlyFailure ofApi(Reply reply) {
        CalendlyAnswer answer = reply.answer();
        return switch (reply.status()) {
            case 401 -> new CalendlyFailure.Unauthenticated(answer);
            case 403 -> new CalendlyFailure.Forbidden(answer, reason(reply, answer));
            case 404, 410 -> new CalendlyFailure.NotFound(answer);
            case 409 -> new CalendlyFailure.AlreadyExists(answer);
            default -> new CalendlyFailure.Rejected(answer);
        };
    }

    private static Answer later(CalendlyAnswer answer, boolean maybeProcessed) {
        return new Answer.Later(new CalendlyFailure.Unavailable(answer, maybeProcessed, null));
    }

    private static CalendlyAnswer words(Reply reply) {
        return reply.isApiError() || reply.isOAuthError() ? reply.answer() : reply.foreign();
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
