package io.advicly.calendly.subscription.keys;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.advicly.calendly.security.cipher.Hashes;
import java.nio.ByteBuffer;

/// An URL token in short: the first 64 bits of its SHA-256, as the database computes them too
/// (`calendly_token_fingerprint`). Notices carry it, as anybody who may connect can hear them.
final class Fingerprint {

    private Fingerprint() {}

    static long of(String urlToken) {
        return ByteBuffer.wrap(Hashes.sha256(urlToken.getBytes(UTF_8))).getLong();
    }
}
