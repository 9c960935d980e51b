package io.advicly.calendly.security.cipher;

import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Ciphers with keys that tests can tell apart.
public final class Ciphers {

    private Ciphers() {}

    /// @param seeds key id to what the key's bytes are made of
    public static FieldCipher of(String active, Map<String, Integer> seeds) {
        Map<String, String> keys = new HashMap<>();
        seeds.forEach((id, seed) -> keys.put(id, key(seed)));
        return new FieldCipher(EncryptionKeyRing.of(keys, Optional.of(active)));
    }

    public static String key(int seed) {
        byte[] bytes = new byte[EncryptionKeyRing.KEY_BYTES];
        Arrays.fill(bytes, (byte) seed);
        return Base64.getEncoder().encodeToString(bytes);
    }
}
