package io.advicly.calendly.connection.grant;

import io.advicly.calendly.calendly.CalendlyUri;
import io.advicly.calendly.calendly.Grant;
import io.advicly.calendly.connection.ConnectionRow;
import io.advicly.calendly.connection.GrantIdentity;
import io.advicly.calendly.connection.Mistrust;
import io.advicly.calendly.connection.TokenLife;
import io.advicly.calendly.security.cipher.SecretString;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A stored grant, opened. Pure.
///
/// @param organizationUri of its account; null while nobody knows the account
/// @param refused whether Calendly has refused its refresh token already
/// @param unanswered how often Calendly was asked to refresh it, and nobody has heard an answer
/// @param mistrust what Calendly has thought of access tokens of it that were just made
public record StoredGrant(
        UUID connectionId,
        GrantIdentity identity,
        @Nullable String organizationUri,
        SecretString accessToken,
        SecretString refreshToken,
        TokenLife life,
        long version,
        boolean refused,
        int unanswered,
        Mistrust mistrust) {

    public Refreshed.Token token() {
        return new Refreshed.Token(accessToken, version, mistrust);
    }

    /// The token of the grant that replaces this one.
    public Refreshed.Token followedBy(Grant fresh) {
        return new Refreshed.Token(fresh.accessToken(), version + 1, mistrust);
    }

    /// Whether the row still holds this very grant.
    boolean isIn(ConnectionRow row) {
        return row.tokenVersion == version
                && row.refreshToken != null
                && row.grantIdentity().equals(identity);
    }

    /// Whether Calendly may have moved the account to another organization.
    boolean seemsMoved(Grant fresh) {
        return organizationUri != null
                && fresh.organizationUri() != null
                && !CalendlyUri.isSame(organizationUri, fresh.organizationUri());
    }
}
