package io.advicly.calendly.security.cipher;

import java.util.Map;
import java.util.Optional;

/// The service's cipher for rows that a test or benchmark writes past the service.
public final class TestCipher {

    private TestCipher() {}

    /// @param key base64 of 32 bytes, as in `calendly.encryption.keys.<id>`
    public static FieldCipher of(String id, String key) {
        return new FieldCipher(EncryptionKeyRing.of(Map.of(id, key), Optional.empty()));
    }
}
