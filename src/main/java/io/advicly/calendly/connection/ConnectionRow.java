package io.advicly.calendly.connection;

import io.advicly.calendly.security.Caller;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A connection as it is stored. Tokens are ciphertext.
@Entity
@Table(name = "calendar_connections")
class ConnectionRow {

    @Id UUID id;
    String tenantId;
    String userId;
    String provider;
    @Nullable String providerAccountEmail;
    @Nullable String providerAccountName;
    @Nullable String providerAccountTimezone;
    @Nullable String accessToken;
    @Nullable String refreshToken;
    @Nullable Instant tokenExpiresAt;
    long tokenVersion;
    @Nullable String scope;
    @Nullable String calendlyUserUri;
    @Nullable String calendlyOrganizationUri;
    @Nullable String calendlyWebhookId;
    @Nullable String calendlyWebhookSigningKey;

    @Enumerated(EnumType.STRING)
    ConnectionStatus status;

    @Nullable String statusReason;
    boolean isActive;
    @Nullable Instant lastSyncAt;
    @Nullable String lastSyncStatus;
    @Nullable String syncError;
    @Nullable Instant connectedAt;
    @Nullable Instant nextAttemptAt;
    Instant createdAt;
    Instant updatedAt;

    ConnectionRow() {}

    Connection toConnection() {
        return new Connection(
                id,
                new Caller(tenantId, userId),
                account(),
                status,
                statusReason,
                isActive,
                refreshToken != null,
                tokenVersion,
                calendlyWebhookId,
                connectedAt,
                new Connection.SyncState(lastSyncStatus, lastSyncAt, syncError));
    }

    private @Nullable LinkedAccount account() {
        return calendlyUserUri == null || calendlyOrganizationUri == null
                ? null
                : new LinkedAccount(
                        calendlyUserUri,
                        calendlyOrganizationUri,
                        providerAccountName,
                        providerAccountEmail,
                        providerAccountTimezone);
    }

    /// What the row's ciphertexts are bound to: the user and the account, which never change.
    GrantIdentity grantIdentity() {
        return new GrantIdentity(new Caller(tenantId, userId), calendlyUserUri);
    }
}
