package io.advicly.calendly.calendly;

import io.advicly.calendly.platform.failure.TryAgain;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Why a call to Calendly did not succeed. Never carries a token.
public abstract sealed class CalendlyFailure extends RuntimeException {

    private final transient CalendlyAnswer answer;

    CalendlyFailure(CalendlyAnswer answer, @Nullable Throwable cause) {
        super("Calendly answered %d: %s".formatted(answer.status(), answer.message()), cause);
        this.answer = answer;
    }

    public CalendlyAnswer answer() {
        return answer;
    }

    /// `invalid_client`: Calendly does not know this service by its id and secret, whatever it was
    /// asked for.
    public boolean isOfClient() {
        return "invalid_client".equals(answer.title());
    }

    /// Calendly is away: transport error, time-out, 5xx, an answer that is unreadable or not what
    /// Calendly documents for the call, an open breaker.
    public static final class Unavailable extends CalendlyFailure implements TryAgain {
        private static final Duration PAUSE = Duration.ofSeconds(10);

        private final boolean maybeProcessed;
        private final boolean ofOneCall;

        public Unavailable(
                CalendlyAnswer answer, boolean maybeProcessed, @Nullable Throwable cause) {
            this(answer, maybeProcessed, false, cause);
        }

        private Unavailable(
                CalendlyAnswer answer,
                boolean maybeProcessed,
                boolean ofOneCall,
                @Nullable Throwable cause) {
            super(answer, cause);
            this.maybeProcessed = maybeProcessed;
            this.ofOneCall = ofOneCall;
        }

        /// Something before Calendly has turned this one call away, which was not carried out.
        public static Unavailable turnedAway(CalendlyAnswer answer) {
            return new Unavailable(answer, false, true, null);
        }

        /// Whether Calendly may have carried the call out although no answer arrived: after a lost
        /// reply of a refresh the old refresh token may be dead.
        public boolean maybeProcessed() {
            return maybeProcessed;
        }

        /// Whether it says nothing about other calls of the host.
        public boolean isOfOneCall() {
            return ofOneCall;
        }

        @Override
        public Duration retryAfter() {
            return PAUSE;
        }
    }

    /// Calendly has answered, and the one record that was asked for lacks what we need, or says it
    /// in a way that we do not know. That is no fault of the host's: other calls are answered.
    public static final class Unreadable extends CalendlyFailure implements TryAgain {
        private static final Duration PAUSE = Duration.ofMinutes(1);

        /// @param answer names the field, and holds no value
        public Unreadable(CalendlyAnswer answer) {
            super(answer, null);
        }

        @Override
        public Duration retryAfter() {
            return PAUSE;
        }
    }

    /// 429. Waiting for `retryAfter` (`X-RateLimit-Reset`) helps.
    public static final class RateLimited extends CalendlyFailure implements TryAgain {
        private final Duration retryAfter;

        public RateLimited(CalendlyAnswer answer, Duration retryAfter) {
            super(answer, null);
            this.retryAfter = retryAfter;
        }

        @Override
        public Duration retryAfter() {
            return retryAfter;
        }
    }

    /// `invalid_grant`: the code or refresh token is used, expired or revoked. Consent is needed.
    public static final class GrantRejected extends CalendlyFailure {
        public GrantRejected(CalendlyAnswer answer) {
            super(answer, null);
        }
    }

    /// Calendly's token endpoint gives no new access token and does not say that the grant is at
    /// fault, as where it does not know this service by its secret. Hence nothing was asked with
    /// the grant, and nothing is known of what it may do.
    public static final class NotRenewed extends CalendlyFailure implements TryAgain {
        private static final Duration PAUSE = Duration.ofMinutes(1);

        public NotRenewed(CalendlyFailure why) {
            super(why.answer(), why);
        }

        @Override
        public Duration retryAfter() {
            return PAUSE;
        }
    }

    /// 401 of the API: the access token is expired or revoked.
    public static final class Unauthenticated extends CalendlyFailure {
        public Unauthenticated(CalendlyAnswer answer) {
            super(answer, null);
        }
    }

    /// 403 for one of the reasons that Calendly tells apart only by text.
    public static final class Forbidden extends CalendlyFailure {

        /// Why Calendly refused.
        public enum Reason {
            /// "Please upgrade …": the organization's plan does not allow it.
            PLAN,
            /// The grant lacks a scope.
            SCOPE,
            /// The account's role, or not its own resource.
            PERMISSION
        }

        private final Reason reason;

        public Forbidden(CalendlyAnswer answer, Reason reason) {
            super(answer, null);
            this.reason = reason;
        }

        public Reason reason() {
            return reason;
        }
    }

    /// 404, or 410.
    public static final class NotFound extends CalendlyFailure {
        public NotFound(CalendlyAnswer answer) {
            super(answer, null);
        }
    }

    /// 409 "Hook with this url already exists".
    public static final class AlreadyExists extends CalendlyFailure {
        public AlreadyExists(CalendlyAnswer answer) {
            super(answer, null);
        }
    }

    /// 400, `invalid_client` and other answers that repeating does not change: our request or our
    /// configuration is wrong.
    public static final class Rejected extends CalendlyFailure {
        public Rejected(CalendlyAnswer answer) {
            super(answer, null);
        }
    }
}
