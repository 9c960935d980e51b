package io.advicly.calendly.subscription.keys;

import io.advicly.calendly.platform.chain.Unis;
import io.advicly.calendly.platform.database.BoundedPool;
import io.advicly.calendly.platform.log.RecurringLog;
import io.advicly.calendly.security.cipher.CiphertextIdentity;
import io.advicly.calendly.security.cipher.FieldCipher;
import io.advicly.calendly.security.cipher.MissingKeyException;
import io.advicly.calendly.security.cipher.SecretString;
import io.advicly.calendly.security.cipher.UndecryptableException;
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
class SigningKeyRepository {

    private static final RecurringLog RECURRING =
            new RecurringLog(Logger.getLogger(SigningKeyRepository.class));

    private static final String COLUMNS =
            "SELECT id, organization_uri, url_token, webhook_signing_key, state"
                    + " FROM calendly_webhook_subscriptions";

    private static final String ACCEPTED = "state IN ('PENDING', 'ACTIVE', 'DISABLED')";

    private static final String ORPHANED = "ORPHANED";

    private static final String FINGERPRINTS =
            "SELECT id, calendly_token_fingerprint(url_token) AS fingerprint"
                    + " FROM calendly_webhook_subscriptions WHERE id > $1 AND "
                    + ACCEPTED
                    + " ORDER BY id LIMIT $2";

    /// A subscription whose key cannot be read is replaced, and Calendly repeats until then. One
    /// that nobody could delete still delivers: a grant that may delete it has perhaps appeared.
    private static final String LOOK_AT_THEM =
            SigningKeys.MARK_DUE.formatted("url_token = ANY($1)");

    private final Pool pool;
    private final BoundedPool connections;
    private final FieldCipher cipher;

    SigningKeyRepository(Pool pool, BoundedPool connections, FieldCipher cipher) {
        this.pool = pool;
        this.connections = connections;
        this.cipher = cipher;
    }

    /// The keys behind each of these URL tokens, in their order; empty for unknown ones.
    Uni<List<Optional<SubscriptionKeys>>> behind(List<String> urlTokens) {
        return connections
                .reserve()
                .preparedQuery(
                        COLUMNS
                                + " WHERE url_token = ANY($1) AND (state = '%s' OR %s)"
                                        .formatted(ORPHANED, ACCEPTED))
                .execute(Tuple.of(urlTokens.toArray(String[]::new)))
                .map(rows -> {
                    Map<String, Found> found = new HashMap<>();
                    rows.forEach(row -> found.put(row.getString("url_token"), found(row)));
                    return found;
                })
                .call(this::lookAtUseless)
                .map(found -> keysInOrder(found, urlTokens));
    }

    private static List<Optional<SubscriptionKeys>> keysInOrder(
            Map<String, Found> found, List<String> urlTokens) {
        return urlTokens.stream()
                .map(token ->
                        Optional.ofNullable(found.get(token))
                                .filter(it -> !it.orphaned())
                                .map(Found::keys))
                .toList();
    }

    private record Found(SubscriptionKeys keys, boolean orphaned) {

        boolean isUseless() {
            return orphaned || keys.keys().isEmpty();
        }
    }

    private Found found(Row row) {
        return new Found(keys(row), row.getString("state").equals(ORPHANED));
    }

    private Uni<Void> lookAtUseless(Map<String, Found> found) {
        String[] useless =
                found.entrySet().stream()
                        .filter(entry -> entry.getValue().isUseless())
                        .map(Map.Entry::getKey)
                        .toArray(String[]::new);
        return useless.length == 0
                ? Unis.nothing()
                : pool.preparedQuery(LOOK_AT_THEM)
                        .execute(Tuple.of(useless))
                        .onFailure()
                        .recoverWithNull()
                        .replaceWithVoid();
    }

    /// Adopted subscriptions that deliveries are accepted for, the oldest first.
    Uni<List<SubscriptionKeys>> adopted(int limit) {
        return connections
                .reserve()
                .preparedQuery(
                        COLUMNS
                                + " WHERE adopted AND "
                                + ACCEPTED
                                + " ORDER BY created_at, id LIMIT $1")
                .execute(Tuple.of(limit))
                .map(rows ->
                        StreamSupport.stream(rows.spliterator(), false).map(this::keys).toList());
    }

    /// Some URL tokens that deliveries are accepted for, as fingerprints; by the id of their
    /// subscription, from the one after `id` on.
    Uni<Fingerprints> fingerprintsAfter(UUID id, int limit) {
        return pool.preparedQuery(FINGERPRINTS)
                .execute(Tuple.of(id, limit))
                .map(rows -> fingerprints(rows, id));
    }

    private static Fingerprints fingerprints(RowSet<Row> rows, UUID id) {
        List<Long> found = new ArrayList<>();
        UUID last = id;
        for (Row row : rows) {
            found.add(row.getLong("fingerprint"));
            last = row.getUUID("id");
        }
        return new Fingerprints(found, last);
    }

    /// @param last the id of the last one's subscription
    record Fingerprints(List<Long> found, UUID last) {}

    private SubscriptionKeys keys(Row row) {
        return new SubscriptionKeys(
                row.getUUID("id"),
                row.getString("organization_uri"),
                readable(row).map(List::of).orElse(List.of()));
    }

    /// A key that cannot be decrypted verifies nothing; other subscriptions' do all the same.
    private Optional<SecretString> readable(Row row) {
        try {
            CiphertextIdentity identity =
                    SigningKeys.keyIdentity(row.getUUID("id"), SigningKeys.CURRENT);
            return Optional.of(cipher.decrypt(row.getString(SigningKeys.CURRENT), identity));
        } catch (UndecryptableException | MissingKeyException unreadable) {
            RECURRING.error(
                    unreadable.getClass().getName(),
                    () -> "signing_key.undecryptable %s".formatted(unreadable.getMessage()));
            return Optional.empty();
        }
    }
}
