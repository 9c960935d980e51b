package io.advicly.calendly.webhook.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.advicly.calendly.platform.list.Cursor;
import io.advicly.calendly.platform.list.Slice;
import io.advicly.calendly.webhook.search.DeliveryListing;
import io.advicly.calendly.webhook.search.DeliveryQuery;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// The inbox from the operator's side: reads.
@ApplicationScoped
class DeliveryArchive {

    static final String COLUMNS =
            "SELECT id, subscription_id, organization_uri, event, calendly_event_uri, state, attempts, last_error,"
                    + " received_at, due_at, processed_at";

    private static final String DETAILS =
            ", CAST(attempt_log AS text) AS attempt_log, headers,"
                    + " ARRAY(SELECT m.id FROM meetings m WHERE m.calendly_event_uri ="
                    + " calendly_webhook_deliveries.calendly_event_uri LIMIT 50) AS meetings";

    static final String TABLE = " FROM calendly_webhook_deliveries";

    /// Organizations are of very different size, and PostgreSQL expects each to be a usual one: it
    /// would rather sort all that one has than read its index in order until a page is full.
    private static final String IN_ORDER = "SET LOCAL enable_bitmapscan = off";

    private static final String BY_ID = " WHERE id = $1";

    private final Pool pool;
    private final DeliveryChanges changes;
    private final ObjectMapper json;

    DeliveryArchive(Pool pool, DeliveryChanges changes, ObjectMapper json) {
        this.pool = pool;
        this.changes = changes;
        this.json = json;
    }

    /// The latest first, without bodies.
    Uni<DeliveryPage> page(DeliveryQuery query) {
        DeliveryListing listing = DeliveryListing.of(COLUMNS + TABLE, query);
        return pool.withTransaction(connection -> inOrder(connection, listing))
                .map(DeliveryArchive::views)
                .map(found -> Slice.of(found, query.limit(), DeliveryArchive::end))
                .map(slice -> new DeliveryPage(slice.rows(), slice.nextCursor()));
    }

    private static Uni<RowSet<Row>> inOrder(SqlConnection connection, DeliveryListing listing) {
        return connection
                .query(IN_ORDER)
                .execute()
                .chain(() -> connection.preparedQuery(listing.sql()).execute(listing.parameters()));
    }

    private static List<DeliveryView> views(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false).map(DeliveryArchive::view).toList();
    }

    private static Cursor end(DeliveryView last) {
        return new Cursor(last.receivedAt(), last.id());
    }

    /// How much of a body may be shown.
    enum Shown {
        NOTHING,
        OUTLINE,
        BODY
    }

    Uni<Optional<DeliveryDetails>> byId(UUID id, Shown shown) {
        String body = shown == Shown.NOTHING ? ", ''::bytea AS body" : ", body";
        return pool.preparedQuery(COLUMNS + DETAILS + body + TABLE + BY_ID)
                .execute(Tuple.of(id))
                .chain(rows -> changes.read(id).map(told -> details(rows, told, shown)));
    }

    private Optional<DeliveryDetails> details(
            RowSet<Row> rows, List<DeliveryDetails.Change> told, Shown shown) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> details(stored(row), told, shown))
                .findFirst();
    }

    private DeliveryDetails details(
            DeliveryDetails.Stored stored, List<DeliveryDetails.Change> told, Shown shown) {
        return DeliveryDetails.of(
                stored,
                told,
                shown == Shown.NOTHING ? null : BodyOutline.of(json, stored.body()),
                shown == Shown.BODY ? stored.body() : null);
    }

    private static DeliveryDetails.Stored stored(Row row) {
        return new DeliveryDetails.Stored(
                view(row),
                attempts(row.getString("attempt_log")),
                headers(row.getString("headers")),
                List.of(row.getArrayOfUUIDs("meetings")),
                row.getBuffer("body").toString(UTF_8));
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
        String replay = json.getString("replay");
        return new DeliveryDetails.Attempt(
                OffsetDateTime.parse(json.getString("at")).toInstant(),
                json.getString("outcome"),
                json.getString("error"),
                json.getLong("duration_ms"),
                json.getString("by"),
                replay == null ? null : UUID.fromString(replay));
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
