package io.advicly.calendly.subscription.keys;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// An URL token in short: the first 64 bits of its SHA-256, as the database computes them too
/// (`calendly_token_fingerprint`). Notices carry it, as anybody who may connect can hear them.
final class Fingerprint {

    private Fingerprint() {}

    static long of(String urlToken) {
        try {
            return ByteBuffer.wrap(
                            MessageDigest.getInstance("SHA-256").digest(urlToken.getBytes(UTF_8)))
                    .getLong();
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
