package io.advicly.calendly.subscription;

import io.advicly.calendly.security.CiphertextIdentity;
import io.advicly.calendly.security.FieldCipher;
import io.advicly.calendly.security.MissingKeyException;
import io.advicly.calendly.security.SecretString;
import io.advicly.calendly.security.UndecryptableException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jboss.logging.Logger;

/// The SQL of signing keys.
@ApplicationScoped
class KeyRows {

    private static final Logger LOG = Logger.getLogger(KeyRows.class);

    private static final String COLUMNS =
            "SELECT id, organization_uri, url_token, webhook_signing_key, previous_signing_key"
                    + " FROM calendly_webhook_subscriptions";

    private static final String ACCEPTED = "state IN ('PENDING', 'ACTIVE', 'DISABLED')";

    private static final String FINGERPRINTS =
            "SELECT id, calendly_token_fingerprint(url_token) AS fingerprint"
                    + " FROM calendly_webhook_subscriptions WHERE id > $1 AND "
                    + ACCEPTED
                    + " ORDER BY id LIMIT $2";

    /// The check replaces a subscription whose key cannot be read; Calendly repeats until then.
    private static final String LOOK_AT_THEM =
            "UPDATE calendly_webhook_subscriptions SET next_check_at = now()"
                    + " WHERE url_token = ANY($1) AND is_active AND "
                    + SigningKeys.NOT_BEING_LOOKED_AT;

    private final Pool pool;
    private final FieldCipher cipher;

    KeyRows(Pool pool, FieldCipher cipher) {
        this.pool = pool;
        this.cipher = cipher;
    }

    /// The keys behind each of these URL tokens, in their order; empty for unknown ones.
    Uni<List<Optional<SubscriptionKeys>>> behind(List<String> urlTokens) {
        return pool.preparedQuery(COLUMNS + " WHERE url_token = ANY($1) AND " + ACCEPTED)
                .execute(Tuple.of(urlTokens.toArray(String[]::new)))
                .map(rows -> {
                    Map<String, SubscriptionKeys> found = new HashMap<>();
                    rows.forEach(row -> found.put(row.getString("url_token"), keys(row)));
                    return found;
                })
                .call(this::lookAtKeyless)
                .map(found ->
                        urlTokens.stream()
                                .map(token -> Optional.ofNullable(found.get(token)))
                                .toList());
    }

    private Uni<Void> lookAtKeyless(Map<String, SubscriptionKeys> found) {
        String[] keyless =
                found.entrySet().stream()
                        .filter(entry -> entry.getValue().keys().isEmpty())
                        .map(Map.Entry::getKey)
                        .toArray(String[]::new);
        return keyless.length == 0
                ? Uni.createFrom().voidItem()
                : pool.preparedQuery(LOOK_AT_THEM)
                        .execute(Tuple.of(keyless))
                        .onFailure()
                        .recoverWithNull()
                        .replaceWithVoid();
    }

    /// Active subscriptions, the most recently created first.
    Uni<List<SubscriptionKeys>> active(int limit) {
        return pool.preparedQuery(COLUMNS + " WHERE is_active ORDER BY created_at DESC LIMIT $1")
                .execute(Tuple.of(limit))
                .map(rows ->
                        StreamSupport.stream(rows.spliterator(), false).map(this::keys).toList());
    }

    /// Some URL tokens that deliveries are accepted for, as fingerprints; by the id of their
    /// subscription, from the one after `id` on.
    Uni<RowSet<Row>> fingerprintsAfter(UUID id, int limit) {
        return pool.preparedQuery(FINGERPRINTS).execute(Tuple.of(id, limit));
    }

    private SubscriptionKeys keys(Row row) {
        List<SecretString> keys = new ArrayList<>();
        addReadable(row, SigningKeys.CURRENT, keys);
        addReadable(row, SigningKeys.PREVIOUS, keys);
        return new SubscriptionKeys(row.getUUID("id"), row.getString("organization_uri"), keys);
    }

    /// A key that cannot be decrypted verifies nothing; the other keys, and other subscriptions',
    /// do all the same.
    private void addReadable(Row row, String column, List<SecretString> keys) {
        String ciphertext = row.getString(column);
        if (ciphertext != null) {
            try {
                CiphertextIdentity identity = SigningKeys.keyIdentity(row.getUUID("id"), column);
                keys.add(cipher.decrypt(ciphertext, identity));
            } catch (UndecryptableException | MissingKeyException unreadable) {
                LOG.errorf("signing_key.undecryptable %s", unreadable.getMessage());
            }
        }
    }
}
