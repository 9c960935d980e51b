package io.advicly.calendly.security.cipher;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// SHA-256, for what is only ever compared.
public final class Hashes {

    private Hashes() {}

    /// @param parts hashed as if they were one
    public static byte[] sha256(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
