package io.advicly.calendly.webhook;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Iterator;
import java.util.UUID;

/// Where deliveries are kept from the moment they are answered. The row is also the queue: there is
/// nothing to enqueue after the commit.
@ApplicationScoped
class Inbox {

    /// One statement, hence one transaction: other replicas are told when, and only when, it
    /// commits.
    private static final String STORE =
            """
            WITH stored AS (
              INSERT INTO calendly_webhook_deliveries
                (id, subscription_id, organization_uri, dedupe_key, body, due_at, received_at)
              VALUES ($1, $2, $3, $4, $5, $6, $6)
              ON CONFLICT (dedupe_key) DO NOTHING
              RETURNING id)
            SELECT id, pg_notify('%s', '') FROM stored\
            """
                    .formatted(DeliveryListener.CHANNEL);

    private final Pool pool;
    private final Clock clock;

    Inbox(Pool pool, Clock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    /// Answers after the commit; fails when it is not known to have happened.
    Uni<Receipt> store(SignedDelivery delivery) {
        Authentication.Authentic sender = delivery.sender();
        Tuple row =
                Tuple.tuple()
                        .addUUID(UUID.randomUUID())
                        .addUUID(sender.subscriptionId())
                        .addString(sender.organizationUri())
                        .addBuffer(Buffer.buffer(dedupeKey(delivery)))
                        .addBuffer(Buffer.buffer(delivery.body()))
                        .addOffsetDateTime(
                                OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC));
        return pool.preparedQuery(STORE).execute(row).map(Inbox::receipt);
    }

    private static Receipt receipt(RowSet<Row> rows) {
        Iterator<Row> stored = rows.iterator();
        return stored.hasNext()
                ? new Receipt.Stored(stored.next().getUUID("id"))
                : new Receipt.Repeat();
    }

    /// SHA-256 over the 16 bytes of the subscription's id and the body.
    static byte[] dedupeKey(SignedDelivery delivery) {
        UUID subscription = delivery.sender().subscriptionId();
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(
                    ByteBuffer.allocate(2 * Long.BYTES)
                            .putLong(subscription.getMostSignificantBits())
                            .putLong(subscription.getLeastSignificantBits())
                            .array());
            return digest.digest(delivery.body());
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
