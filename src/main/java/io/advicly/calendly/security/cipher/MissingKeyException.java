package io.advicly.calendly.security.cipher;

import io.advicly.calendly.platform.failure.TryAgain;
import java.time.Duration;

/// A ciphertext of a key that this process does not have. Nothing is wrong with the row: another
/// replica may have the key already, while a new one is rolled out.
public final class MissingKeyException extends RuntimeException implements TryAgain {

    private final String keyId;

    MissingKeyException(CiphertextIdentity identity, String keyId) {
        super(
                "%s.%s of row %s needs calendly.encryption.keys.%s"
                        .formatted(identity.table(), identity.column(), identity.shown(), keyId));
        this.keyId = keyId;
    }

    public String keyId() {
        return keyId;
    }

    @Override
    public Duration retryAfter() {
        return Duration.ofSeconds(30);
    }
}
