package io.advicly.calendly.webhook.replay;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.advicly.calendly.webhook.search.DeliveryCriteria;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// How far a replay has come.
///
/// @param state `running`, `done` or `stopped`
/// @param count how many deliveries were meant when it was asked for
/// @param done how many have been given to the worker again
@RegisterForReflection
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ReplayView(
        UUID id,
        String state,
        long count,
        long done,
        DeliveryCriteria filter,
        String orderedBy,
        Instant createdAt,
        @Nullable Instant endedAt) {

    /// The latest first.
    @RegisterForReflection
    @Schema(name = "ReplayPage")
    public record Page(List<ReplayView> replays) {}
}
