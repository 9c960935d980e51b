package io.advicly.calendly.subscription.admin;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.advicly.calendly.subscription.record.SubscriptionRow;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A subscription as operators see it: no keys, and no URL token, with which deliveries could be
/// aimed at it.
///
/// @param uri its URI at Calendly; null while nobody knows it
/// @param adopted whether another backend made it
@RegisterForReflection
@JsonNaming(SnakeCaseStrategy.class)
public record AdminSubscriptionView(
        UUID id,
        String organizationUri,
        String scope,
        @Nullable String userUri,
        @Nullable String uri,
        String state,
        boolean active,
        boolean adopted,
        @Nullable UUID carrierConnectionId,
        @Nullable Instant retryStartedAt,
        @Nullable String lastError,
        @Nullable Instant checkedAt,
        @Nullable Instant nextCheckAt,
        Instant createdAt,
        Instant updatedAt) {

    /// @param nextCursor null on the last page
    @RegisterForReflection
    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "SubscriptionPage")
    public record Page(List<AdminSubscriptionView> subscriptions, @Nullable String nextCursor) {}

    static AdminSubscriptionView of(SubscriptionRow row) {
        return new AdminSubscriptionView(
                row.id,
                row.organizationUri,
                row.scope,
                row.userUri,
                row.webhookSubscriptionUri,
                row.state.name().toLowerCase(Locale.ROOT),
                row.isActive,
                row.adopted,
                row.carrierConnectionId,
                row.retryStartedAt,
                row.lastError,
                row.checkedAt,
                row.nextCheckAt,
                row.createdAt,
                row.updatedAt);
    }
}
