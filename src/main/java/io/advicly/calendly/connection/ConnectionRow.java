package io.advicly.calendly.connection;

import static java.util.Objects.requireNonNull;

import io.advicly.calendly.security.Caller;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
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
    @Nullable Instant tokenIssuedAt;
    long tokenVersion;
    @Nullable Instant nextRefreshAt;
    int unansweredRefreshes;
    @Nullable Instant refreshNotBefore;
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
    @Nullable Instant purgeRequestedAt;
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
                purgeRequestedAt != null,
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

    /// Calendly's tokens live two hours (calendly-api 1.3), where a replica of before did not note
    /// it.
    TokenLife tokenLife() {
        Instant expires = requireNonNull(tokenExpiresAt);
        return new TokenLife(
                tokenIssuedAt == null ? expires.minus(Duration.ofHours(2)) : tokenIssuedAt,
                expires);
    }

    /// What the row's ciphertexts are bound to: the user and the account, which never change.
    GrantIdentity grantIdentity() {
        return new GrantIdentity(new Caller(tenantId, userId), calendlyUserUri);
    }
}
