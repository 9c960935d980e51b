package io.advicly.calendly.destination.send;

import io.advicly.calendly.security.cipher.CiphertextIdentity;
import io.advicly.calendly.security.cipher.FieldCipher;
import io.advicly.calendly.security.cipher.SecretString;
import io.advicly.calendly.security.keyring.SealedTable;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The secrets of destinations as they are stored: ciphertext, bound to its destination.
@ApplicationScoped
public class DestinationSecrets implements SealedTable {

    private static final String TABLE = "destinations";

    /// Without its secret nothing can be sent: its owner makes a new one, and has it go on.
    public static final String GIVE_UP =
            """
            UPDATE destinations SET secret = NULL, previous_secret = NULL, held_at = coalesce(held_at, now()),
              last_error = 'its secret cannot be read any more: make a new one, then resume'
            WHERE id = $1\
            """;

    private final FieldCipher cipher;

    DestinationSecrets(FieldCipher cipher) {
        this.cipher = cipher;
    }

    public String seal(UUID destination, SecretString secret) {
        return cipher.encrypt(secret, identity(destination));
    }

    /// The newest first; empty where there is none that can be read.
    ///
    /// @throws io.advicly.calendly.security.cipher.MissingKeyException where another replica has
    ///   the key
    /// @throws io.advicly.calendly.security.cipher.UndecryptableException where nobody has
    public List<SecretString> open(
            UUID destination, @Nullable String current, @Nullable String previous) {
        return Stream.of(current, previous)
                .flatMap(Stream::ofNullable)
                .map(sealed -> cipher.decrypt(sealed, identity(destination)))
                .toList();
    }

    /// One for both columns: what was current becomes the previous one as it is.
    private static CiphertextIdentity identity(UUID destination) {
        return new CiphertextIdentity(TABLE, "secret", destination.toString());
    }

    @Override
    public String name() {
        return TABLE;
    }

    @Override
    public String key() {
        return "id";
    }

    @Override
    public List<String> context() {
        return List.of();
    }

    @Override
    public List<String> sealed() {
        return List.of("secret", "previous_secret");
    }

    @Override
    public CiphertextIdentity identity(String column, Row row) {
        return identity(row.getUUID("id"));
    }

    @Override
    public Uni<Void> giveUp(SqlConnection transaction, Row row) {
        return transaction
                .preparedQuery(GIVE_UP)
                .execute(Tuple.of(row.getUUID("id")))
                .replaceWithVoid();
    }
}
