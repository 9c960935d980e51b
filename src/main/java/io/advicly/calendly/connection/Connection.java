package io.advicly.calendly.connection;

import io.advicly.calendly.platform.journal.JournalEntry;
import io.advicly.calendly.security.identity.Caller;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A user's link to one account. Holds no secret; tokens are asked of `AccessTokens`. Pure.
///
/// @param account null until Calendly has told whose grant it is
/// @param statusReason for a person, when there is something to say about the status
/// @param purgeRequestedAt since when nothing of it is to stay, once its clean-up is done; null
///   where it may, and again once the user has consented anew
/// @param hasGrant whether a refresh token is stored
/// @param tokenVersion grows with every stored grant
/// @param webhookUri the subscription that delivers this connection's meetings
/// @param refreshTrouble null while nothing is known against the next refresh of its grant
/// @param insufficientConsent null while Calendly refuses nothing for want of a consent
public record Connection(
        UUID id,
        Caller owner,
        @Nullable LinkedAccount account,
        ConnectionStatus status,
        @Nullable String statusReason,
        boolean active,
        @Nullable Instant purgeRequestedAt,
        boolean hasGrant,
        long tokenVersion,
        @Nullable String webhookUri,
        @Nullable Instant connectedAt,
        SyncState sync,
        @Nullable RefreshTrouble refreshTrouble,
        @Nullable InsufficientConsent insufficientConsent) {

    /// How the last sync went.
    ///
    /// @param status null before the first sync
    public record SyncState(
            @Nullable String status, @Nullable Instant lastAt, @Nullable String error) {}

    /// The beginning of a journal entry about this connection.
    public JournalEntry entry(String action) {
        return JournalEntry.of(action, owner.tenantId(), owner.userId(), id);
    }

    /// Whether a refresh may do instead of a new consent. Not for somebody who has disconnected and
    /// whose clean-up is still going on, nor where Calendly refuses what the consent does not
    /// cover.
    public boolean mayRefresh() {
        return hasGrant
                && insufficientConsent == null
                && (status == ConnectionStatus.ACTIVE || status == ConnectionStatus.CONNECTING);
    }

    /// Whether its grant is stored, and the user is not connected with it yet.
    public boolean isUnfinished() {
        return status == ConnectionStatus.CONNECTING && mayRefresh();
    }

    /// Whether nothing of it is to stay.
    public boolean purged() {
        return purgeRequestedAt != null;
    }

    /// Whether the user has left, by disconnecting or for another account.
    public boolean isLetGo() {
        return status == ConnectionStatus.CLOSING || status == ConnectionStatus.DISCONNECTED;
    }

    /// The account of a connection that is known to have one.
    public LinkedAccount boundAccount() {
        if (account == null) {
            throw new IllegalStateException("connection " + id + " has no account yet");
        }
        return account;
    }
}
