package io.advicly.calendly.security.cipher;

import java.security.SecureRandom;
import java.util.Base64;

/// Opaque random tokens. Pure.
public final class RandomTokens {

    private static final int BYTES = 32;

    private RandomTokens() {}

    /// 256 random bits in 43 characters that need no escaping in a URL.
    public static String urlSafe() {
        byte[] bytes = new byte[BYTES];
        // No static one: it would be made, and seeded, while the native executable is built.
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
