package io.advicly.calendly.destination.send;

import io.advicly.calendly.security.cipher.SecretString;
import java.security.SecureRandom;
import java.util.Base64;

/// What the events of one destination are signed with, after the Standard Webhooks specification.
public final class WebhookSecret {

    private static final String PREFIX = "whsec_";
    private static final int BYTES = 32;

    private WebhookSecret() {}

    /// A new one: 256 random bits.
    public static SecretString random() {
        byte[] bytes = new byte[BYTES];
        // No static one: it would be made, and seeded, while the native executable is built.
        new SecureRandom().nextBytes(bytes);
        return SecretString.of(PREFIX + Base64.getEncoder().encodeToString(bytes));
    }

    static byte[] bytes(SecretString secret) {
        return Base64.getDecoder().decode(secret.reveal().substring(PREFIX.length()));
    }
}
