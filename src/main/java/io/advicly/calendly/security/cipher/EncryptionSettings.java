package io.advicly.calendly.security.cipher;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// The keys that tokens, signing keys and PKCE verifiers are encrypted with.
@ConfigMapping(prefix = "calendly.encryption")
public interface EncryptionSettings {

    /// Key id to base64 of 32 bytes. Keys other than the active one only decrypt.
    Map<String, String> keys();

    /// The id of the key that encrypts; may be left out while there is only one key.
    Optional<String> activeKey();

    /// How often a replica looks for rows that are not on the active key yet.
    @WithDefault("1m")
    Duration rotateEvery();
}
