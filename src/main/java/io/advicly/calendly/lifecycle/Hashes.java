package io.advicly.calendly.lifecycle;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// SHA-256, for what is only ever compared.
public final class Hashes {

    private Hashes() {}

    public static byte[] sha256(byte[] input) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(input);
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
