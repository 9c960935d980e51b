package io.advicly.calendly.security.keyring;

import io.advicly.calendly.security.cipher.CiphertextIdentity;
import io.advicly.calendly.security.cipher.FieldCipher;
import io.advicly.calendly.security.cipher.SecretString;
import io.advicly.calendly.security.cipher.UndecryptableException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An encryption key as the database remembers it: never the key itself. Pure.
///
/// @param checkValue ciphertext of a known text, made with the key; null for a key from before keys
///   were recorded
/// @param createdAt when it first encrypted; rows move from older keys to newer ones
record RecordedKey(String id, @Nullable String checkValue, Instant createdAt, boolean retired) {

    private static final SecretString KNOWN = SecretString.of("calendly-connect");

    static String checkValue(FieldCipher cipher, String id) {
        return cipher.encrypt(id, KNOWN, identity(id));
    }

    /// Whether the configured key of this id is the one that was used.
    boolean isProvedBy(FieldCipher cipher) {
        try {
            return checkValue != null && cipher.decrypt(checkValue, identity(id)).equals(KNOWN);
        } catch (UndecryptableException another) {
            return false;
        }
    }

    private static CiphertextIdentity identity(String id) {
        return new CiphertextIdentity("encryption_keys", "check_value", id);
    }
}
