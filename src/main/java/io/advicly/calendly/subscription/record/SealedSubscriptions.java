package io.advicly.calendly.subscription.record;

import io.advicly.calendly.security.cipher.CiphertextIdentity;
import io.advicly.calendly.security.cipher.FieldCipher;
import io.advicly.calendly.security.cipher.RandomTokens;
import io.advicly.calendly.security.cipher.SecretString;
import io.advicly.calendly.security.keyring.SealedTable;
import io.advicly.calendly.subscription.keys.SigningKeys;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/// The signing keys of subscriptions.
@ApplicationScoped
class SealedSubscriptions implements SealedTable {

    /// A living one is looked at now: its key is found unreadable, and it is replaced.
    private static final String LOOK_AT_IT =
            SigningKeys.MARK_DUE.formatted("id = $1 AND state NOT IN ('DELETED', 'ORPHANED')");

    /// One that takes no deliveries any more gets a key that verifies nothing, so that nothing
    /// needs the old encryption key.
    private static final String FORGET_KEY =
            """
            UPDATE calendly_webhook_subscriptions
            SET webhook_signing_key = $2
            WHERE id = $1 AND state IN ('DELETED', 'ORPHANED')\
            """;

    private final FieldCipher cipher;

    SealedSubscriptions(FieldCipher cipher) {
        this.cipher = cipher;
    }

    @Override
    public String name() {
        return "calendly_webhook_subscriptions";
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
        return List.of("webhook_signing_key");
    }

    @Override
    public CiphertextIdentity identity(String column, Row row) {
        return SigningKeys.keyIdentity(row.getUUID("id"), column);
    }

    @Override
    public Uni<Void> giveUp(SqlConnection transaction, Row row) {
        UUID id = row.getUUID("id");
        String unusable =
                cipher.encrypt(
                        SecretString.of(RandomTokens.urlSafe()),
                        SigningKeys.keyIdentity(id, "webhook_signing_key"));
        return transaction
                .preparedQuery(LOOK_AT_IT)
                .execute(Tuple.of(id))
                .chain(() -> transaction.preparedQuery(FORGET_KEY).execute(Tuple.of(id, unusable)))
                .replaceWithVoid();
    }
}
