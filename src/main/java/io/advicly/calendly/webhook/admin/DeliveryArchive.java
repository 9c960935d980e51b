package io.advicly.calendly.webhook.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.advicly.calendly.platform.list.Cursor;
import io.advicly.calendly.platform.list.Slice;
import io.advicly.calendly.webhook.DeliveryState;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// The inbox from the operator's side: reads.
@ApplicationScoped
class DeliveryArchive {

    private static final String COLUMNS =
            "SELECT id, subscription_id, organization_uri, event, state, attempts, last_error,"
                    + " received_at, due_at, processed_at";

    private static final String TABLE = " FROM calendly_webhook_deliveries";

    private final Pool pool;

    DeliveryArchive(Pool pool) {
        this.pool = pool;
    }

    /// The latest first, without bodies.
    Uni<DeliveryPage> page(DeliveryQuery query) {
        DeliveryFilter filter = DeliveryFilter.of(query);
        return pool.preparedQuery(latest(query, filter))
                .execute(filter.parameters())
                .map(rows ->
                        Slice.of(
                                StreamSupport.stream(rows.spliterator(), false)
                                        .map(row -> view(row, null))
                                        .toList(),
                                query.limit(),
                                row -> new Cursor(row.receivedAt(), row.id())))
                .map(slice -> new DeliveryPage(slice.rows(), slice.nextCursor()));
    }

    /// Of all states, the latest of each state are found first: an index by state and time is there
    /// anyway, and one by time alone would cost every delivery that is stored.
    private static String latest(DeliveryQuery query, DeliveryFilter filter) {
        String order = " ORDER BY received_at DESC, id DESC LIMIT " + (query.limit() + 1);
        return query.state().isPresent()
                ? COLUMNS + TABLE + filter.where() + order
                : Arrays.stream(DeliveryState.values())
                        .map(state -> COLUMNS + TABLE + filter.in(state).where() + order)
                        .collect(Collectors.joining(") UNION ALL (", "(", ")" + order));
    }

    /// With its body.
    Uni<Optional<DeliveryView>> byId(UUID id) {
        return pool.preparedQuery(COLUMNS + ", body" + TABLE + " WHERE id = $1")
                .execute(Tuple.of(id))
                .map(rows ->
                        StreamSupport.stream(rows.spliterator(), false)
                                .map(row -> view(row, row.getBuffer("body").toString(UTF_8)))
                                .findFirst());
    }

    private static DeliveryView view(Row row, @Nullable String body) {
        OffsetDateTime processed = row.getOffsetDateTime("processed_at");
        return new DeliveryView(
                row.getUUID("id"),
                row.getUUID("subscription_id"),
                row.getString("organization_uri"),
                row.getString("event"),
                row.getString("state"),
                row.getInteger("attempts"),
                row.getString("last_error"),
                time(row, "received_at"),
                time(row, "due_at"),
                processed == null ? null : processed.toInstant(),
                body);
    }

    private static Instant time(Row row, String column) {
        return row.getOffsetDateTime(column).toInstant();
    }
}
