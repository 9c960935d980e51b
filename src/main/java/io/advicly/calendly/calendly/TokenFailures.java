package io.advicly.calendly.calendly;

import org.jspecify.annotations.Nullable;

/// Decides what an answer of the OAuth host means. Its bodies are not printed in Calendly's guide;
/// `400 invalid_grant` on reuse is seen in practice, the rest is RFC 6749 (calendly-api 1.3).
///
/// An answer that is not an OAuth error (an edge's page, a plain text) says nothing about a grant:
/// Calendly has not answered.
final class TokenFailures {

    private TokenFailures() {}

    /// @param body what was answered, for an answer that is not JSON
    static CalendlyFailure of(Reply reply, @Nullable String body) {
        CalendlyAnswer answer = reply.isErrorDocument() ? reply.answer() : reply.foreign(body);
        if (ApiFailures.isRefusalOfAnother(reply)) {
            return new CalendlyFailure.Unavailable(answer, false, null);
        }
        boolean ofGrant = reply.status() == 400 || reply.status() == 401;
        return ofGrant && "invalid_grant".equals(answer.title())
                ? new CalendlyFailure.GrantRejected(answer)
                : ApiFailures.other(reply, answer);
    }

    /// A success that is none: it has an error where the tokens should be. Calendly has said so
    /// itself, hence nothing was used up.
    static CalendlyFailure disguised(Reply reply) {
        return new CalendlyFailure.Unavailable(reply.answer(), false, null);
    }
}
