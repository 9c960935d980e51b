package io.advicly.calendly.lifecycle.operator;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// From the grant to the product's backend, link by link, with what mends each.
///
/// @param at when it was looked at
/// @param says the whole in a sentence
/// @param broken the first link that does not hold
@RegisterForReflection
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Chain(
        UUID connectionId,
        String tenantId,
        String userId,
        String status,
        @Nullable String organizationUri,
        Instant at,
        boolean ok,
        String says,
        @Nullable String broken,
        List<Link> links) {

    /// @param step as in [Diagnosis], or `sent`
    /// @param follows whether it does not hold for an earlier link alone
    @RegisterForReflection
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Link(
            String step,
            boolean ok,
            boolean follows,
            String says,
            @Nullable Instant since,
            @Nullable Instant nextAt,
            List<Mend> mends) {}

    /// What an operator may do about a link.
    ///
    /// @param action `reconnect`, `refresh`, `sync`, `reconcile`, `replay` or `destination`
    /// @param of what it is done to
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Mend(String action, String says, String of) {}
}
