package io.advicly.calendly.webhook.filling;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

/// The bodies of deliveries that were worked off, in the order in which they were received, from
/// where filling has got to (`meeting_filling`).
@ApplicationScoped
public class StoredBodies {

    /// Also bounded by what they weigh: a body may have a megabyte.
    private static final String NEXT =
            """
            WITH page AS MATERIALIZED (
              SELECT d.id, d.received_at, octet_length(d.body) AS size
              FROM calendly_webhook_deliveries d, meeting_filling f
              WHERE d.state = 'processed' AND d.state <> 'pending'
                AND (d.received_at, d.id) > (f.received_at, f.delivery_id) AND d.received_at <= f.until
                AND f.finished_at IS NULL
              ORDER BY d.received_at, d.id LIMIT 64),
            light AS MATERIALIZED (
              SELECT id, sum(size) OVER (ORDER BY received_at, id) - size AS before FROM page)
            SELECT d.id, d.organization_uri, d.body, d.received_at
            FROM light JOIN calendly_webhook_deliveries d ON d.id = light.id
            WHERE light.before < 4194304 ORDER BY d.received_at, d.id\
            """;

    private static final String MOVE =
            "UPDATE meeting_filling SET received_at = $1, delivery_id = $2";

    private static final String FINISH =
            "UPDATE meeting_filling SET finished_at = now() WHERE finished_at IS NULL AND until < now()";

    private static final String UNFINISHED =
            "SELECT count(*) FROM meeting_filling WHERE finished_at IS NULL";

    private final Pool pool;

    StoredBodies(Pool pool) {
        this.pool = pool;
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Stored(UUID id, String organizationUri, byte[] body, OffsetDateTime receivedAt) {

        private static Stored of(Row row) {
            return new Stored(
                    row.getUUID("id"),
                    row.getString("organization_uri"),
                    row.getBuffer("body").getBytes(),
                    row.getOffsetDateTime("received_at"));
        }
    }

    /// Empty when there are no more.
    Uni<List<Stored>> next() {
        return pool.query(NEXT)
                .execute()
                .map(rows ->
                        StreamSupport.stream(rows.spliterator(), false).map(Stored::of).toList());
    }

    /// All up to this one are taken in.
    Uni<Void> moveTo(Stored last) {
        return pool.preparedQuery(MOVE)
                .execute(Tuple.of(last.receivedAt(), last.id()))
                .replaceWithVoid();
    }

    /// There are no more; as long as replicas of before may work some off, there may be.
    Uni<Void> finish() {
        return pool.query(FINISH).execute().replaceWithVoid();
    }

    public Uni<Boolean> isFinished() {
        return pool.query(UNFINISHED).execute().map(rows -> rows.iterator().next().getLong(0) == 0);
    }
}
