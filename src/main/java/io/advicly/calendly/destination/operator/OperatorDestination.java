package io.advicly.calendly.destination.operator;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A destination as operators see it.
///
/// @param url for whoever may see no persons without its path, which may hold a secret
/// @param state `active`, `failing`, `held` or `paused`
/// @param failures how many attempts have failed in a row
/// @param nextAt when it is tried again
/// @param oldSecretUntil how long the secret of before signs too
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OperatorDestination(
        UUID id,
        String tenantId,
        String url,
        List<String> types,
        @Nullable String description,
        String state,
        Behind behind,
        int failures,
        @Nullable Instant lastSuccessAt,
        @Nullable Instant failingSince,
        @Nullable Instant heldAt,
        @Nullable Instant nextAt,
        @Nullable String lastError,
        @Nullable Instant oldSecretUntil,
        Instant createdAt) {

    /// What it still has to get.
    ///
    /// @param events how many; at least so many where `more`
    /// @param seconds how old the oldest of them is
    @RegisterForReflection
    @Schema(name = "OperatorDestinationBacklog")
    public record Behind(long events, long seconds, boolean more) {}

    /// @param nextCursor null on the last page
    @RegisterForReflection
    @JsonInclude
    @Schema(name = "OperatorDestinationPage")
    public record Page(List<OperatorDestination> destinations, @Nullable String nextCursor) {}

    /// Without what may be of a person, or a secret.
    OperatorDestination withoutPersons() {
        return new OperatorDestination(
                id,
                tenantId,
                origin(url),
                types,
                null,
                state,
                behind,
                failures,
                lastSuccessAt,
                failingSince,
                heldAt,
                nextAt,
                lastError,
                oldSecretUntil,
                createdAt);
    }

    /// Scheme, host and port. What is stored was looked at when it came.
    private static String origin(String url) {
        URI address = URI.create(url);
        String port = address.getPort() < 0 ? "" : ":" + address.getPort();
        return "%s://%s%s".formatted(address.getScheme(), address.getHost(), port);
    }
}
