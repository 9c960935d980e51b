package io.advicly.calendly.platform.problem;

import io.quarkiverse.resteasy.problem.HttpProblem;
import java.time.Duration;

/// Makes RFC 9457 problem documents. Details are for a person and carry no internals.
public final class Problems {

    private Problems() {}

    public static HttpProblem of(ProblemType type, String detail) {
        return builder(type, detail).build();
    }

    /// A problem that goes away: says when to try again.
    public static HttpProblem of(ProblemType type, String detail, Duration retryAfter) {
        return builder(type, detail).withHeader("Retry-After", seconds(retryAfter)).build();
    }

    public static HttpProblem.Builder builder(ProblemType type, String detail) {
        return HttpProblem.builder()
                .withType(type.uri())
                .withTitle(type.title())
                .withStatus(type.status())
                .withDetail(detail);
    }

    /// Whole seconds, rounded up, at least one.
    public static long seconds(Duration retryAfter) {
        return Math.max(1, retryAfter.plusMillis(999).toSeconds());
    }
}
