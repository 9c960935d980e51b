package io.advicly.calendly.destination;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.advicly.calendly.destination.send.Answered;
import org.jspecify.annotations.Nullable;

/// What an address has answered to a test.
///
/// @param status null where nobody answered
/// @param body its first 2 kB
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TestAnswer(
        @JsonInclude @Nullable Integer status,
        int durationMs,
        @Nullable String error,
        @Nullable String body) {

    static TestAnswer of(Answered answered) {
        return new TestAnswer(
                answered.status(), answered.durationMs(), answered.error(), answered.body());
    }
}
