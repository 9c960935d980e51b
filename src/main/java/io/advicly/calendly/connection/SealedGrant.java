package io.advicly.calendly.connection;

import io.advicly.calendly.calendly.Grant;
import io.advicly.calendly.security.FieldCipher;
import io.advicly.calendly.security.SecretString;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A grant as it is stored: both tokens are ciphertext.
record SealedGrant(
        String accessToken, String refreshToken, Instant expiresAt, @Nullable String scope) {

    static SealedGrant seal(FieldCipher cipher, Grant grant, GrantIdentity identity) {
        return new SealedGrant(
                cipher.encrypt(grant.accessToken(), identity.column("access_token")),
                cipher.encrypt(grant.refreshToken(), identity.column("refresh_token")),
                grant.expiresAt(),
                grant.scope());
    }

    static SecretString openAccess(FieldCipher cipher, String sealed, GrantIdentity identity) {
        return cipher.decrypt(sealed, identity.column("access_token"));
    }

    static SecretString openRefresh(FieldCipher cipher, String sealed, GrantIdentity identity) {
        return cipher.decrypt(sealed, identity.column("refresh_token"));
    }
}
