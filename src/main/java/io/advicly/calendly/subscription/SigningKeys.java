package io.advicly.calendly.subscription;

import io.advicly.calendly.security.CiphertextIdentity;
import io.advicly.calendly.security.FieldCipher;
import io.advicly.calendly.security.SecretString;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

/// Looks up the keys that deliveries are verified with.
///
/// A subscription answers as long as deliveries of its may still arrive: PENDING ones, as Calendly
/// may deliver before its answer to our create does, and replaced ones until they are deleted.
@ApplicationScoped
public class SigningKeys {

    private static final String COLUMNS =
            "SELECT id, organization_uri, webhook_signing_key, previous_signing_key"
                    + " FROM calendly_webhook_subscriptions";

    private final Pool pool;
    private final FieldCipher cipher;

    SigningKeys(Pool pool, FieldCipher cipher) {
        this.pool = pool;
        this.cipher = cipher;
    }

    /// The keys behind an URL token; empty when the token is unknown or its subscription deleted.
    public Uni<Optional<SubscriptionKeys>> byUrlToken(String urlToken) {
        if (urlToken.indexOf('\0') >= 0) {
            // PostgreSQL has no such text: asking would fail.
            return Uni.createFrom().item(Optional.empty());
        }
        return pool.preparedQuery(
                        COLUMNS
                                + " WHERE url_token = $1"
                                + " AND state IN ('PENDING', 'ACTIVE', 'DISABLED')")
                .execute(Tuple.of(urlToken))
                .map(rows ->
                        StreamSupport.stream(rows.spliterator(), false)
                                .map(this::keys)
                                .findFirst());
    }

    /// Active subscriptions that a delivery without an URL token may belong to, most likely (most
    /// recently created) first, at most `limit`.
    public Uni<List<SubscriptionKeys>> candidates(int limit) {
        return pool.preparedQuery(COLUMNS + " WHERE is_active ORDER BY created_at DESC LIMIT $1")
                .execute(Tuple.of(limit))
                .map(rows ->
                        StreamSupport.stream(rows.spliterator(), false).map(this::keys).toList());
    }

    private SubscriptionKeys keys(Row row) {
        UUID id = row.getUUID("id");
        List<SecretString> keys = new ArrayList<>();
        keys.add(decrypt(id, row, "webhook_signing_key"));
        if (row.getString("previous_signing_key") != null) {
            keys.add(decrypt(id, row, "previous_signing_key"));
        }
        return new SubscriptionKeys(id, row.getString("organization_uri"), keys);
    }

    private SecretString decrypt(UUID id, Row row, String column) {
        return cipher.decrypt(row.getString(column), keyIdentity(id, column));
    }

    static CiphertextIdentity keyIdentity(UUID id, String column) {
        return new CiphertextIdentity("calendly_webhook_subscriptions", column, id.toString());
    }
}
