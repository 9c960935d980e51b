package io.advicly.calendly.security.cipher;

import org.jspecify.annotations.Nullable;

/// One ciphertext that cannot be read although its key is here. Names where it stands, never what
/// it holds.
public final class UndecryptableException extends RuntimeException {

    UndecryptableException(
            CiphertextIdentity identity, String complaint, @Nullable Throwable cause) {
        super(
                "%s.%s of row %s %s"
                        .formatted(
                                identity.table(), identity.column(), identity.shown(), complaint),
                cause);
    }
}
