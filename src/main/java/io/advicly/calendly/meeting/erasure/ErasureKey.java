package io.advicly.calendly.meeting.erasure;

import io.advicly.calendly.security.cipher.KeyedHash;
import io.advicly.calendly.security.cipher.SecretString;
import io.advicly.calendly.security.identity.EmailAddress;
import java.util.UUID;

/// What erased addresses are hashed with.
record ErasureKey(UUID id, SecretString secret) {

    String hash(EmailAddress address) {
        return KeyedHash.of(secret, address.value());
    }

    /// Of a name in one event's name. No address has a line break.
    String hash(String eventUri, String words) {
        return KeyedHash.of(secret, eventUri + "\n" + words);
    }
}
