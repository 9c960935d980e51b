package io.advicly.calendly.meeting.erasure;

import io.advicly.calendly.platform.chain.Unis;
import io.advicly.calendly.security.cipher.CiphertextIdentity;
import io.advicly.calendly.security.cipher.FieldCipher;
import io.advicly.calendly.security.cipher.RandomTokens;
import io.advicly.calendly.security.cipher.SecretString;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The key that erased addresses are hashed with: made at random with the first erasure, and kept
/// as ciphertext. Every method joins its caller's transaction.
///
/// A key that this process cannot decrypt fails whoever needs it: better a delivery that waits than
/// an address that is back.
@ApplicationScoped
class ErasureKeys {

    private final ErasureRepository rows;
    private final FieldCipher cipher;
    private final Clock clock;
    private volatile @Nullable ErasureKey known;

    ErasureKeys(ErasureRepository rows, FieldCipher cipher, Clock clock) {
        this.rows = rows;
        this.cipher = cipher;
        this.clock = clock;
    }

    /// The key with this id, from memory where it is the one that was used last.
    Uni<ErasureKey> open(UUID id) {
        ErasureKey seen = known;
        return seen != null && seen.id().equals(id) ? Unis.item(seen) : stored();
    }

    /// The key, which is made if there is none.
    Uni<ErasureKey> current() {
        UUID id = UUID.randomUUID();
        String sealed = cipher.encrypt(SecretString.of(RandomTokens.urlSafe()), identity(id));
        return rows.addKey(id, sealed, clock.instant()).chain(this::stored);
    }

    /// Empty when nothing was ever erased.
    Uni<Optional<ErasureKey>> any() {
        return rows.key().map(row -> row == null ? Optional.empty() : Optional.of(opened(row)));
    }

    private Uni<ErasureKey> stored() {
        return any().map(Optional::orElseThrow).invoke(key -> known = key);
    }

    private ErasureKey opened(Object[] row) {
        UUID id = UUID.fromString((String) row[0]);
        return new ErasureKey(id, cipher.decrypt((String) row[1], identity(id)));
    }

    static CiphertextIdentity identity(UUID id) {
        return new CiphertextIdentity("erasure_keys", "sealed_key", id.toString());
    }
}
