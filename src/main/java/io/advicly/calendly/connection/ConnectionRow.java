package io.advicly.calendly.connection;

import static java.util.Objects.requireNonNull;

import io.advicly.calendly.security.identity.Caller;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Formula;
import org.jspecify.annotations.Nullable;

/// A connection as it is stored. Tokens are ciphertext.
@Entity
@Table(name = "calendar_connections")
public class ConnectionRow {

    @Id public UUID id;
    public String tenantId;
    public String userId;
    String provider;
    @Nullable public String providerAccountEmail;
    @Nullable public String providerAccountName;
    public @Nullable String providerAccountTimezone;
    @Nullable public String accessToken;
    @Nullable public String refreshToken;
    @Nullable public Instant tokenExpiresAt;
    @Nullable public Instant tokenIssuedAt;
    public long tokenVersion;
    @Nullable public Instant nextRefreshAt;
    int unansweredRefreshes;
    @Nullable Instant refreshNotBefore;
    @Nullable public Instant refreshBegunAt;
    @Nullable Instant refreshFailedAt;
    @Nullable String refreshError;
    @Nullable public String consentRefused;
    @Nullable String consentRefusal;
    int tokenRefusals;
    @Nullable Instant tokenRetryAt;
    @Nullable public String scope;
    @Nullable public String calendlyUserUri;
    @Nullable public String calendlyOrganizationUri;
    @Nullable public String calendlyWebhookId;
    @Nullable String calendlyWebhookSigningKey;

    @Enumerated(EnumType.STRING)
    public ConnectionStatus status;

    @Nullable public String statusReason;
    public boolean isActive;
    @Nullable public Instant lastSyncAt;
    @Nullable public String lastSyncStatus;
    @Nullable String syncError;
    @Nullable public Instant connectedAt;

    /// When the grant of the user's last consent to it was stored: a user's consents are stored in
    /// the order in which they were given, or not at all.
    @Nullable public Instant consentedAt;

    @Nullable public Instant nextAttemptAt;

    /// How often that was, in a row.
    int unfinishedAttempts;

    /// The replica that has it claimed until then.
    @Nullable Long attemptClaimedBy;

    @Nullable Instant purgeRequestedAt;
    public Instant createdAt;
    public Instant updatedAt;

    /// What the database's clock said when the row was read: replicas agree on it.
    @Formula("now()")
    Instant readAt;

    public ConnectionRow() {}

    public Connection toConnection() {
        return new Connection(
                id,
                new Caller(tenantId, userId),
                account(),
                status,
                statusReason,
                isActive,
                purgeRequestedAt,
                refreshToken != null,
                tokenVersion,
                calendlyWebhookId,
                connectedAt,
                new Connection.SyncState(lastSyncStatus, lastSyncAt, syncError),
                refreshTrouble(),
                insufficientConsent());
    }

    private @Nullable InsufficientConsent insufficientConsent() {
        return consentRefused == null || refreshToken == null
                ? null
                : new InsufficientConsent(
                        InsufficientConsent.Cause.of(consentRefused),
                        String.valueOf(consentRefusal),
                        tokenRetryAt);
    }

    /// As of its reading.
    public Mistrust mistrust() {
        return Mistrust.of(
                InsufficientConsent.Cause.TOKEN.code().equals(consentRefused),
                tokenRefusals,
                tokenRetryAt,
                readAt);
    }

    /// For how long from its reading on the refresh token is to be left alone: until it may be
    /// tried again, and until a call is certainly over of which nobody has written how it ended.
    ///
    /// @param longestCall how long after its beginning a call may still be under way
    public Duration refreshPause(Duration longestCall) {
        Duration called =
                refreshBegunAt == null ? Duration.ZERO : until(refreshBegunAt.plus(longestCall));
        Duration told = refreshNotBefore == null ? Duration.ZERO : until(refreshNotBefore);
        return called.compareTo(told) > 0 ? called : told;
    }

    private Duration until(Instant end) {
        return readAt.isBefore(end) ? Duration.between(readAt, end) : Duration.ZERO;
    }

    /// How often Calendly was asked to refresh the grant and nobody has heard an answer.
    public int unheardRefreshes() {
        return unansweredRefreshes + (refreshBegunAt == null ? 0 : 1);
    }

    private @Nullable RefreshTrouble refreshTrouble() {
        if (refreshFailedAt == null || refreshError == null || refreshToken == null) {
            return null;
        }
        return new RefreshTrouble(
                refreshFailedAt, refreshError, !tokenLife().isFresh(readAt), triedAgainAt());
    }

    private @Nullable Instant triedAgainAt() {
        return nextRefreshAt != null
                        && refreshNotBefore != null
                        && nextRefreshAt.isBefore(refreshNotBefore)
                ? refreshNotBefore
                : nextRefreshAt;
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

    /// Calendly's tokens live two hours (docs/calendly-api.md 1.3), where a replica of before did
    /// not note it.
    public TokenLife tokenLife() {
        Instant expires = requireNonNull(tokenExpiresAt);
        return new TokenLife(
                tokenIssuedAt == null ? expires.minus(Duration.ofHours(2)) : tokenIssuedAt,
                expires);
    }

    /// What the row's ciphertexts are bound to: the user and the account, which never change.
    public GrantIdentity grantIdentity() {
        return new GrantIdentity(new Caller(tenantId, userId), calendlyUserUri);
    }
}
