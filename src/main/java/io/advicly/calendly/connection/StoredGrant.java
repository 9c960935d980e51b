package io.advicly.calendly.connection;

import io.advicly.calendly.calendly.Grant;
import io.advicly.calendly.security.SecretString;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A stored grant, opened.
///
/// @param organizationUri of its account; null while nobody knows the account
/// @param refused whether Calendly has refused its refresh token already
/// @param unanswered how often Calendly was asked to refresh it and did not answer
/// @param notBefore until when it is not tried again
record StoredGrant(
        UUID connectionId,
        GrantIdentity identity,
        @Nullable String organizationUri,
        SecretString accessToken,
        SecretString refreshToken,
        TokenLife life,
        long version,
        boolean refused,
        int unanswered,
        @Nullable Instant notBefore) {

    Refreshed.Token token() {
        return new Refreshed.Token(accessToken, version, Optional.empty());
    }

    /// The token of the grant that replaces this one.
    Refreshed.Token followedBy(Grant fresh) {
        return new Refreshed.Token(fresh.accessToken(), version + 1, AccountHint.of(fresh));
    }

    /// Whether Calendly may have moved the account to another organization.
    boolean seemsMoved(Grant fresh) {
        return organizationUri != null
                && fresh.organizationUri() != null
                && !organizationUri.equals(fresh.organizationUri());
    }
}
