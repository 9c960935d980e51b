package io.advicly.calendly.security.keyring;

import io.advicly.calendly.security.cipher.CiphertextIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.List;

/// A table that holds ciphertext. Each feature says so of its own; [EncryptionKeyRotation] moves
/// all of them to the active key.
public interface SealedTable {

    String name();

    /// The column of the primary key.
    String key();

    /// Columns, besides the key, that [#identity] or [#giveUp] read.
    List<String> context();

    /// The columns that hold ciphertext, or null.
    List<String> sealed();

    /// What the ciphertext in this column is bound to.
    ///
    /// @param row holds the key, [#context] and [#sealed]
    CiphertextIdentity identity(String column, Row row);

    /// Settles a row whose ciphertext nobody can ever read: its key is the right one, so the text
    /// was damaged or moved. Must leave nobody waiting for it.
    Uni<Void> giveUp(SqlConnection transaction, Row row);
}
