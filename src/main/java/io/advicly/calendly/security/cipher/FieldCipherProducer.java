package io.advicly.calendly.security.cipher;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/// Makes the one cipher out of the configured keys.
final class FieldCipherProducer {

    @Produces
    @Singleton
    FieldCipher fieldCipher(EncryptionSettings settings) {
        return new FieldCipher(EncryptionKeyRing.of(settings.keys(), settings.activeKey()));
    }
}
