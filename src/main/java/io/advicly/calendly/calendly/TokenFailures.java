package io.advicly.calendly.calendly;

/// Decides what an answer of the OAuth host means. Its bodies are not printed in Calendly's guide;
/// `400 invalid_grant` on reuse is seen in practice, the rest is RFC 6749 (calendly-api 1.3).
final class TokenFailures {

    private TokenFailures() {}

    static CalendlyFailure of(Reply reply) {
        CalendlyAnswer answer = reply.answer();
        boolean refused = reply.status() >= 400 && reply.status() < 500;
        return refused && "invalid_grant".equals(answer.title())
                ? new CalendlyFailure.GrantRejected(answer)
                : ApiFailures.other(reply, answer);
    }
}
