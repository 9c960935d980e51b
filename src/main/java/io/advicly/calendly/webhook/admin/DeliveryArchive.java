package io.advicly.calendly.webhook.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.advicly.calendly.platform.list.Cursor;
import io.advicly.calendly.platform.list.Slice;
import io.advicly.calendly.webhook.DeliveryState;
import io.advicly.calendly.webhook.search.DeliveryFilter;
import io.advicly.calendly.webhook.search.DeliveryQuery;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// The inbox from the operator's side: reads.
@ApplicationScoped
class DeliveryArchive {

    private static final String COLUMNS =
            "SELECT id, subscription_id, organization_uri, event, calendly_event_uri, state, attempts, last_error,"
                    + " received_at, due_at, processed_at";

    private static final String DETAILS =
            ", CAST(attempt_log AS text) AS attempt_log, headers,"
                    + " ARRAY(SELECT m.id FROM meetings m WHERE m.calendly_event_uri ="
                    + " calendly_webhook_deliveries.calendly_event_uri LIMIT 50) AS meetings";

    private static final String TABLE = " FROM calendly_webhook_deliveries";
    private static final String BY_ID = " WHERE id = $1";

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
                                        .map(DeliveryArchive::view)
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

    /// @param reveal whether with its body
    Uni<Optional<DeliveryDetails>> byId(UUID id, boolean reveal) {
        return pool.preparedQuery(COLUMNS + DETAILS + (reveal ? ", body" : "") + TABLE + BY_ID)
                .execute(Tuple.of(id))
                .map(rows ->
                        StreamSupport.stream(rows.spliterator(), false)
                                .map(row -> details(row, reveal))
                                .findFirst());
    }

    private static DeliveryDetails details(Row row, boolean reveal) {
        return DeliveryDetails.of(
                view(row),
                attempts(row.getString("attempt_log")),
                headers(row.getString("headers")),
                List.of(row.getArrayOfUUIDs("meetings")),
                reveal ? row.getBuffer("body").toString(UTF_8) : null);
    }

    private static List<DeliveryDetails.Attempt> attempts(@Nullable String log) {
        return log == null
                ? List.of()
                : new JsonArray(log)
                        .stream()
                                .map(JsonObject.class::cast)
                                .map(DeliveryArchive::attempt)
                                .toList();
    }

    private static DeliveryDetails.Attempt attempt(JsonObject json) {
        return new DeliveryDetails.Attempt(
                OffsetDateTime.parse(json.getString("at")).toInstant(),
                json.getString("outcome"),
                json.getString("error"),
                json.getLong("duration_ms"));
    }

    private static Map<String, String> headers(@Nullable String stored) {
        Map<String, String> headers = new LinkedHashMap<>();
        if (stored != null) {
            new JsonObject(stored)
                    .forEach(header -> headers.put(header.getKey(), (String) header.getValue()));
        }
        return headers;
    }

    private static DeliveryView view(Row row) {
        OffsetDateTime processed = row.getOffsetDateTime("processed_at");
        return new DeliveryView(
                row.getUUID("id"),
                row.getUUID("subscription_id"),
                row.getString("organization_uri"),
                row.getString("event"),
                row.getString("calendly_event_uri"),
                row.getString("state"),
                row.getInteger("attempts"),
                row.getString("last_error"),
                time(row, "received_at"),
                time(row, "due_at"),
                processed == null ? null : processed.toInstant());
    }

    private static Instant time(Row row, String column) {
        return row.getOffsetDateTime(column).toInstant();
    }
}
