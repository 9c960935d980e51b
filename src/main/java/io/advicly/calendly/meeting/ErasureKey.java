package io.advicly.calendly.meeting;

import io.advicly.calendly.security.EmailAddress;
import io.advicly.calendly.security.KeyedHash;
import io.advicly.calendly.security.SecretString;
import java.util.UUID;

/// What erased addresses are hashed with.
record ErasureKey(UUID id, SecretString secret) {

    String hash(EmailAddress address) {
        return KeyedHash.of(secret, address.value());
    }
}
