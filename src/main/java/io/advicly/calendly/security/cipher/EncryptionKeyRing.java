package io.advicly.calendly.security.cipher;

import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/// The encryption keys by id, one of them active. Pure.
public final class EncryptionKeyRing {

    static final int KEY_BYTES = 32;

    private final Map<String, SecretKey> keys;
    private final String active;

    private EncryptionKeyRing(Map<String, SecretKey> keys, String active) {
        this.keys = Map.copyOf(keys);
        this.active = active;
    }

    /// @throws InvalidKeyRingException naming the configuration key that is wrong
    public static EncryptionKeyRing of(Map<String, String> encoded, Optional<String> activeKey) {
        if (encoded.isEmpty()) {
            throw new InvalidKeyRingException(
                    "calendly.encryption.keys.<id>", "must hold a key: base64 of 32 random bytes");
        }
        Map<String, SecretKey> keys = new HashMap<>();
        encoded.forEach((id, text) -> keys.put(validId(id), decode(id, text)));
        return new EncryptionKeyRing(keys, activeOf(keys, activeKey));
    }

    private static String activeOf(Map<String, SecretKey> keys, Optional<String> activeKey) {
        if (activeKey.isEmpty() && keys.size() > 1) {
            throw new InvalidKeyRingException(
                    "calendly.encryption.active-key",
                    "must name one of the configured keys, as there are several");
        }
        String active = activeKey.orElseGet(() -> keys.keySet().iterator().next());
        if (!keys.containsKey(active)) {
            throw new InvalidKeyRingException(
                    "calendly.encryption.active-key",
                    "must name one of the configured keys; calendly.encryption.keys.%s does not exist"
                            .formatted(active));
        }
        return active;
    }

    private static String validId(String id) {
        if (!id.matches("[A-Za-z0-9_-]{1,40}")) {
            throw new InvalidKeyRingException(
                    "calendly.encryption.keys." + id,
                    "must have an id of letters, digits, - and _");
        }
        return id;
    }

    private static SecretKey decode(String id, String text) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(text.strip());
        } catch (IllegalArgumentException notBase64) {
            throw new InvalidKeyRingException(
                    "calendly.encryption.keys." + id,
                    "must be base64 of 32 bytes; it is not base64");
        }
        if (bytes.length != KEY_BYTES) {
            throw new InvalidKeyRingException(
                    "calendly.encryption.keys." + id,
                    "must be base64 of 32 bytes; it holds %d".formatted(bytes.length));
        }
        return new SecretKeySpec(bytes, "AES");
    }

    public String activeId() {
        return active;
    }

    public Set<String> ids() {
        return keys.keySet();
    }

    Optional<SecretKey> key(String id) {
        return Optional.ofNullable(keys.get(id));
    }

    @Override
    public String toString() {
        return "KeyRing[active=%s, ids=%s]".formatted(active, keys.keySet());
    }
}
