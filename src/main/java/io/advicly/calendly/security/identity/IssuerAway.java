package io.advicly.calendly.security.identity;

import io.advicly.calendly.platform.problem.ProblemType;
import io.advicly.calendly.platform.problem.Problems;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.oidc.OIDCException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jose4j.lang.UnresolvableKeyException;

/// Tells a token that is no good from one about which nothing is known, because whoever signs
/// tokens cannot be reached for the keys.
public final class IssuerAway {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private IssuerAway() {}

    public static boolean isCauseOf(Throwable failure) {
        return causes(failure).noneMatch(IssuerAway::isRefusal)
                && causes(failure)
                        .anyMatch(it ->
                                it instanceof OIDCException
                                        || it instanceof IOException
                                        || it instanceof TimeoutException);
    }

    /// It has answered: what it was brought is over, or was used. Quarkus (3.33) has no failure of
    /// its own for that, but hands on what the provider said (RFC 6749).
    private static boolean isRefusal(Throwable failure) {
        return failure instanceof OIDCException
                && failure.getMessage() != null
                && failure.getMessage().contains("invalid_grant");
    }

    /// Whether a token names a key that is not among those we have.
    static boolean isUnknownKey(Throwable failure) {
        return causes(failure).anyMatch(UnresolvableKeyException.class::isInstance);
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.<Throwable>iterate(failure, it -> it != null, Throwable::getCause).limit(20);
    }

    public static HttpProblem problem() {
        return Problems.of(
                ProblemType.UNAVAILABLE,
                "The identity provider cannot be reached, so that the token cannot be verified.",
                RETRY_AFTER);
    }
}
