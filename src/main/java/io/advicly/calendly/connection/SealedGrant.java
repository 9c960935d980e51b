package io.advicly.calendly.connection;

import static java.util.Objects.requireNonNull;

import io.advicly.calendly.calendly.Grant;
import io.advicly.calendly.security.cipher.FieldCipher;
import io.advicly.calendly.security.cipher.SecretString;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A grant as it is stored: both tokens are ciphertext. Pure.
public record SealedGrant(
        String accessToken,
        String refreshToken,
        TokenLife life,
        Instant dueAt,
        @Nullable String scope) {

    /// @param life of its access token
    /// @param dueAt when it is refreshed although nobody asks
    public static SealedGrant seal(
            FieldCipher cipher,
            Grant grant,
            GrantIdentity identity,
            TokenLife life,
            Instant dueAt) {
        return new SealedGrant(
                cipher.encrypt(grant.accessToken(), identity.column("access_token")),
                cipher.encrypt(grant.refreshToken(), identity.column("refresh_token")),
                life,
                dueAt,
                grant.scope());
    }

    /// The row's grant for another identity.
    public static SealedGrant reseal(FieldCipher cipher, ConnectionRow row, GrantIdentity to) {
        GrantIdentity from = row.grantIdentity();
        return new SealedGrant(
                cipher.encrypt(
                        openAccess(cipher, requireNonNull(row.accessToken), from),
                        to.column("access_token")),
                cipher.encrypt(
                        openRefresh(cipher, requireNonNull(row.refreshToken), from),
                        to.column("refresh_token")),
                row.tokenLife(),
                row.nextRefreshAt == null ? row.tokenLife().expiresAt() : row.nextRefreshAt,
                row.scope);
    }

    public static SecretString openAccess(
            FieldCipher cipher, String sealed, GrantIdentity identity) {
        return cipher.decrypt(sealed, identity.column("access_token"));
    }

    public static SecretString openRefresh(
            FieldCipher cipher, String sealed, GrantIdentity identity) {
        return cipher.decrypt(sealed, identity.column("refresh_token"));
    }
}
