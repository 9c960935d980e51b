package io.advicly.calendly.platform.body;

import io.advicly.calendly.platform.problem.ProblemType;
import io.advicly.calendly.platform.problem.Problems;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.time.Duration;

/// What a caller is told whose body is not read.
final class BodyProblems {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private BodyProblems() {}

    static HttpProblem of(BodyReader.Refusal why, long maxBytes) {
        return switch (why) {
            case TOO_LARGE -> tooLarge(maxBytes);
            case TOO_MANY_BYTES, TOO_SLOW -> tooMany();
        };
    }

    static HttpProblem tooLarge(long maxBytes) {
        return Problems.of(
                ProblemType.PAYLOAD_TOO_LARGE,
                "A body may have at most %d bytes here.".formatted(maxBytes));
    }

    private static HttpProblem tooMany() {
        return Problems.of(
                ProblemType.UNAVAILABLE,
                "Too much is being sent at the same time, or too slowly. Please send it again.",
                RETRY_AFTER);
    }
}
