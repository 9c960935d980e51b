package io.advicly.calendly.lifecycle.state;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.advicly.calendly.security.cipher.Hashes;
import io.advicly.calendly.security.cipher.SecretString;
import java.util.Base64;

/// RFC 7636, method S256: Calendly recommends it for every application (docs/calendly-api.md 1.2).
final class Pkce {

    private Pkce() {}

    static String challenge(SecretString verifier) {
        byte[] hash = Hashes.sha256(verifier.reveal().getBytes(US_ASCII));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    }
}
