package io.advicly.calendly.connection.admin;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.advicly.calendly.connection.ConnectionRow;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A connection as operators see it: no tokens, no keys.
@RegisterForReflection
@JsonNaming(SnakeCaseStrategy.class)
public record AdminConnectionView(
        UUID id,
        String tenantId,
        String userId,
        String status,
        @Nullable String reason,
        boolean active,
        @Nullable AccountView account,
        GrantView grant,
        @Nullable String webhookUri,
        @Nullable String lastSyncStatus,
        @Nullable Instant lastSyncAt,
        @Nullable Instant nextAttemptAt,
        @Nullable Instant connectedAt,
        Instant createdAt,
        Instant updatedAt) {

    /// The Calendly account.
    @RegisterForReflection
    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "AdminAccount")
    public record AccountView(
            String uri,
            @Nullable String organizationUri,
            @Nullable String name,
            @Nullable String email,
            @Nullable String timezone) {}

    /// @param version grows with every stored grant
    @RegisterForReflection
    @JsonNaming(SnakeCaseStrategy.class)
    public record GrantView(
            boolean stored, long version, @Nullable Instant expiresAt, @Nullable String scope) {}

    /// @param nextCursor null on the last page
    @RegisterForReflection
    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "AdminConnectionPage")
    public record Page(List<AdminConnectionView> connections, @Nullable String nextCursor) {}

    /// @param persons whether name and e-mail address may be shown
    static AdminConnectionView of(ConnectionRow row, boolean persons) {
        return new AdminConnectionView(
                row.id,
                row.tenantId,
                row.userId,
                row.status.name().toLowerCase(Locale.ROOT),
                row.statusReason,
                row.isActive,
                row.calendlyUserUri == null
                        ? null
                        : new AccountView(
                                row.calendlyUserUri,
                                row.calendlyOrganizationUri,
                                persons ? row.providerAccountName : null,
                                persons ? row.providerAccountEmail : null,
                                persons ? row.providerAccountTimezone : null),
                new GrantView(
                        row.refreshToken != null, row.tokenVersion, row.tokenExpiresAt, row.scope),
                row.calendlyWebhookId,
                row.lastSyncStatus,
                row.lastSyncAt,
                row.nextAttemptAt,
                row.connectedAt,
                row.createdAt,
                row.updatedAt);
    }
}
