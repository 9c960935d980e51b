package io.advicly.calendly.sync.operator;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A sync as operators see it.
///
/// @param kind `initial`, `repair`, `nightly` or `requested`
/// @param state `running`, `waiting`, `done` or `failed`
/// @param says how it goes, in a sentence
/// @param pages and events how many were read
/// @param estimate how many events it will have read in the end: what the last complete one of the
///   connection read
/// @param unreadable records that were left out
/// @param attempts since there was anything new last
/// @param nextAt when it goes on; only where it waits
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OperatorSync(
        UUID id,
        UUID connectionId,
        String tenantId,
        String userId,
        String kind,
        String state,
        String says,
        Instant from,
        Instant to,
        int pages,
        int events,
        @Nullable Integer estimate,
        int unreadable,
        int attempts,
        @Nullable String lastError,
        @Nullable Instant nextAt,
        Instant createdAt,
        @Nullable Instant finishedAt) {

    /// @param nextCursor null on the last page
    @RegisterForReflection
    @JsonInclude
    @Schema(name = "OperatorSyncPage")
    public record Page(List<OperatorSync> syncs, @Nullable String nextCursor) {}
}
