package io.advicly.calendly.webhook.intake;

import io.advicly.calendly.platform.problem.ProblemType;
import io.advicly.calendly.platform.problem.Problems;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.time.Duration;

/// What Calendly, or whoever pretends to be, is told when a delivery is not taken.
final class WebhookProblems {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private WebhookProblems() {}

    /// One public reason, whatever the exact one.
    static HttpProblem signature() {
        return Problems.of(
                ProblemType.SIGNATURE_INVALID,
                "The delivery was not signed with a key of this address, or not recently.");
    }

    static HttpProblem unknownToken() {
        return Problems.of(ProblemType.NOT_FOUND, "No webhook has this address.");
    }

    static HttpProblem onlyPost() {
        return Problems.builder(ProblemType.METHOD_NOT_ALLOWED, "Only POST is allowed here.")
                .withHeader("Allow", "POST")
                .build();
    }

    static HttpProblem notJson() {
        return Problems.of(ProblemType.UNSUPPORTED_MEDIA_TYPE, "The body is not JSON.");
    }

    static HttpProblem tooLarge(long maxBytes) {
        return Problems.of(
                ProblemType.PAYLOAD_TOO_LARGE,
                "A delivery may have at most %d bytes.".formatted(maxBytes));
    }

    static HttpProblem tooMany() {
        return Problems.of(
                ProblemType.UNAVAILABLE,
                "Too much is being sent at the same time, or too slowly. Please send it again.",
                RETRY_AFTER);
    }

    static HttpProblem untold() {
        return Problems.of(
                ProblemType.UNAVAILABLE,
                "Whether a webhook has this address cannot be told right now. Please send it again.",
                RETRY_AFTER);
    }

    static HttpProblem notStored() {
        return Problems.of(
                ProblemType.UNAVAILABLE,
                "The delivery could not be stored. Please send it again.",
                RETRY_AFTER);
    }
}
