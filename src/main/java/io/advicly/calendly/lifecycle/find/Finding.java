package io.advicly.calendly.lifecycle.find;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.advicly.calendly.lifecycle.operator.Chain;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What somebody's question has found.
///
/// @param kind what the question looks like: `id`, `address`, `account`, `organization`, `event`,
///   `invitee`, `hook` or `name`
/// @param says in words, what was found
/// @param connections whose they may be, those first that should work
/// @param more whether there are others
/// @param things what else was named: a meeting, a delivery, …
/// @param tenant where a tenant was named
/// @param chain of the connection that is meant, where that is clear
@RegisterForReflection
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Finding(
        String q,
        String kind,
        String says,
        List<Candidate> connections,
        boolean more,
        List<Thing> things,
        @Nullable String organizationUri,
        @Nullable TenantLook tenant,
        @Nullable Chain chain) {

    /// @param by as what it was recognised
    @RegisterForReflection
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Candidate(
            UUID id,
            String tenantId,
            String userId,
            String status,
            @Nullable String reason,
            boolean active,
            @Nullable String accountUri,
            @Nullable String organizationUri,
            @Nullable String name,
            @Nullable String email,
            Instant updatedAt,
            String by) {}

    /// @param what `meeting`, `delivery`, `subscription`, `sync`, `destination` or `request`
    /// @param userId whose it is, where that is one of the connections found
    @RegisterForReflection
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Thing(String what, String id, @Nullable String userId) {}

    /// A tenant, and what its backend has and has not been told.
    ///
    /// @param connections how many there are by status
    /// @param lastEventAt when something happened last; null for nothing that is kept
    @RegisterForReflection
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record TenantLook(
            String tenantId,
            boolean ok,
            String says,
            Map<String, Long> connections,
            @Nullable Instant lastEventAt,
            List<Waiting> destinations) {}

    /// A destination, and what it has not had.
    ///
    /// @param status `active`, `failing`, `held` or `paused`
    /// @param events how many wait, at most a thousand are counted
    /// @param since when the oldest of them happened
    @RegisterForReflection
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Waiting(
            UUID id,
            String url,
            String status,
            long events,
            @Nullable Instant since,
            @Nullable Instant lastSuccessAt,
            @Nullable String lastError) {}
}
