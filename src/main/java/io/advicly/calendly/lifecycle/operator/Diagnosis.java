package io.advicly.calendly.lifecycle.operator;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Why nothing arrives on a connection: the chain from the grant to the meetings, link by link.
///
/// @param steps in the order in which each needs the one before
@RegisterForReflection
@JsonNaming(SnakeCaseStrategy.class)
public record Diagnosis(List<Step> steps) {

    /// @param step `grant`, `scope`, `role`, `plan`, `subscription`, `last_delivery`, `projection`
    ///   or `sync`
    /// @param ok whether this link holds
    /// @param says in words, with what mends it where it does not hold
    /// @param since since when it is so, where that is known
    /// @param nextAt when the service itself tries or looks again, where it does
    @RegisterForReflection
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Step(
            String step,
            boolean ok,
            String says,
            @Nullable Instant since,
            @Nullable Instant nextAt) {

        static Step good(String step, String says, @Nullable Instant since) {
            return new Step(step, true, says, since, null);
        }

        static Step bad(
                String step, String says, @Nullable Instant since, @Nullable Instant nextAt) {
            return new Step(step, false, says, since, nextAt);
        }
    }
}
