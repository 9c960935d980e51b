package io.advicly.calendly.connection;

import io.advicly.calendly.security.cipher.CiphertextIdentity;
import io.advicly.calendly.security.identity.Caller;
import org.jspecify.annotations.Nullable;

/// Whose grant a ciphertext is. The natural key rather than the row's id, so that one upsert
/// statement can store a grant without knowing whether the row exists. Pure.
///
/// @param accountUri null while nobody knows the account
public record GrantIdentity(Caller owner, @Nullable String accountUri) {

    public CiphertextIdentity column(String column) {
        String row =
                String.join(
                        "\u001f",
                        owner.tenantId(),
                        owner.userId(),
                        accountUri == null ? "unbound" : accountUri);
        return new CiphertextIdentity("calendar_connections", column, row);
    }
}
