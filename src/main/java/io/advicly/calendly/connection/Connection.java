package io.advicly.calendly.connection;

import io.advicly.calendly.platform.Entry;
import io.advicly.calendly.security.Caller;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A user's link to one account. Holds no secret; tokens are asked of [AccessTokens].
///
/// @param account null until Calendly has told whose grant it is
/// @param statusReason for a person, when there is something to say about the status
/// @param purged whether nothing of it is to stay, once its clean-up is done
/// @param hasGrant whether a refresh token is stored
/// @param tokenVersion grows with every stored grant
/// @param webhookUri the subscription that delivers this connection's meetings
public record Connection(
        UUID id,
        Caller owner,
        @Nullable LinkedAccount account,
        ConnectionStatus status,
        @Nullable String statusReason,
        boolean active,
        boolean purged,
        boolean hasGrant,
        long tokenVersion,
        @Nullable String webhookUri,
        @Nullable Instant connectedAt,
        SyncState sync) {

    /// How the last sync went.
    ///
    /// @param status null before the first sync
    public record SyncState(
            @Nullable String status, @Nullable Instant lastAt, @Nullable String error) {}

    /// The beginning of a journal entry about this connection.
    public Entry entry(String action) {
        return Entry.of(action, owner.tenantId(), owner.userId(), id);
    }

    /// Whether a refresh may do instead of a new consent. Not for somebody who has disconnected and
    /// whose clean-up is still going on.
    public boolean mayRefresh() {
        return hasGrant
                && (status == ConnectionStatus.ACTIVE || status == ConnectionStatus.CONNECTING);
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
