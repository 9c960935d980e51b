package io.advicly.calendly.webhook.replay;

import io.advicly.calendly.security.identity.Caller;
import io.advicly.calendly.webhook.FairOrder;
import io.advicly.calendly.webhook.search.DeliveryCriteria;
import io.advicly.calendly.webhook.search.DeliveryFilter;
import io.advicly.calendly.webhook.search.DeliveryQuery;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlResult;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// The SQL of replays.
@ApplicationScoped
class ReplayTable {

    /// In small transactions, so that nobody waits long for a row.
    static final int BATCH = 1_000;

    private static final int SHOWN = 50;

    /// Its own log says who had it replayed, also once nobody remembers the replay's filter.
    private static final String AGAIN =
            """
            SET state = 'pending', attempts = 0, claims = 0, last_error = NULL, processed_at = NULL,
                to_fetch = false, attempt_log = (CASE WHEN jsonb_array_length(attempt_log) >= 30
                  THEN attempt_log - 0 ELSE coalesce(attempt_log, '[]') END)
                || jsonb_build_object('at', now(), 'outcome', 'replayed', 'by', %s, 'replay', %s),\
            """;

    private static final String ONE =
            "UPDATE calendly_webhook_deliveries "
                    + AGAIN.formatted("$2::varchar", "NULL::uuid")
                    + " due_at = now(), turn = now() WHERE id = $1";

    private static final String MANY =
            AGAIN.formatted("(SELECT ordered_by FROM replay)", "(SELECT replay.id FROM replay)");

    /// The next ones of a replay that nobody has stopped, in the order of their receipt. Those of
    /// one organization in a row, see [FairOrder]. One that dies once more is behind the place
    /// reached.
    private static String nextOf(String where) {
        return """
        WITH replay AS MATERIALIZED (
          SELECT * FROM delivery_replays WHERE id = $1 AND state = 'running' FOR UPDATE),
        chosen AS MATERIALIZED (
          SELECT id, organization_uri, received_at FROM calendly_webhook_deliveries%1$s
            AND (received_at, id) > (SELECT reached_at, reached_id FROM replay)
            AND received_at <= (SELECT created_at FROM replay)
          ORDER BY received_at, id LIMIT %2$d FOR UPDATE),
        ranked AS (
          SELECT id, row_number() OVER (PARTITION BY organization_uri ORDER BY received_at, id)
            AS place FROM chosen),
        again AS (
          UPDATE calendly_webhook_deliveries d
          %3$s due_at = now(), turn = now() + ranked.place * interval '%4$d milliseconds'
          FROM ranked WHERE d.id = ranked.id RETURNING d.id),
        last AS (SELECT received_at, id FROM chosen ORDER BY received_at DESC, id DESC LIMIT 1),
        counted AS (SELECT count(*) AS number FROM again)
        UPDATE delivery_replays r
        SET done = r.done + counted.number,
            reached_at = coalesce((SELECT received_at FROM last), r.reached_at),
            reached_id = coalesce((SELECT id FROM last), r.reached_id),
            state = CASE WHEN counted.number < %2$d THEN 'done' ELSE 'running' END,
            ended_at = CASE WHEN counted.number < %2$d THEN now() END
        FROM counted, replay WHERE r.id = replay.id
        RETURNING counted.number, r.state\
        """
                .formatted(where, BATCH, MANY, FairOrder.SPACING.toMillis());
    }

    private static String touchedOf(String where) {
        return """
        WITH meant AS MATERIALIZED (
          SELECT event, last_error, organization_uri, calendly_event_uri, received_at
          FROM calendly_webhook_deliveries%s ORDER BY received_at DESC, id DESC LIMIT 10000)
        SELECT count(DISTINCT organization_uri) AS organizations,
          count(DISTINCT calendly_event_uri) AS meetings,
          min(received_at) AS oldest, max(received_at) AS latest,
          CAST((SELECT coalesce(jsonb_object_agg(name, number), '{}') FROM (
            SELECT coalesce(event, 'unknown') AS name, count(*) AS number
            FROM meant GROUP BY 1 ORDER BY 2 DESC LIMIT 20) AS by_event) AS text) AS events,
          CAST((SELECT coalesce(jsonb_object_agg(name, number), '{}') FROM (
            SELECT last_error AS name, count(*) AS number FROM meant
            WHERE last_error IS NOT NULL GROUP BY 1 ORDER BY 2 DESC LIMIT 20) AS by_error) AS text) AS errors
        FROM meant\
        """
                .formatted(where);
    }

    private static final String ADD =
            """
            INSERT INTO delivery_replays (filter, count, ordered_by_tenant, ordered_by)
            VALUES (CAST(CAST($1 AS text) AS jsonb), $2, $3, $4) RETURNING id\
            """;

    private static final String SELECT =
            "SELECT id, state, count, done, CAST(filter AS text) AS filter, ordered_by, created_at, ended_at"
                    + " FROM delivery_replays";

    private final Pool pool;

    ReplayTable(Pool pool) {
        this.pool = pool;
    }

    /// What became of a batch.
    ///
    /// @param number how many deliveries were given to the worker
    record Batch(long number, boolean running) {

        static final Batch NONE = new Batch(0, false);
    }

    Uni<Integer> one(UUID id, Caller operator) {
        return pool.preparedQuery(ONE)
                .execute(Tuple.of(id, operator.userId()))
                .map(SqlResult::rowCount);
    }

    Uni<Replayed.Touched> touched(DeliveryQuery query) {
        DeliveryFilter filter = DeliveryFilter.of(query);
        return pool.preparedQuery(touchedOf(filter.where()))
                .execute(filter.parameters())
                .map(rows -> touched(rows.iterator().next()));
    }

    private static Replayed.Touched touched(Row row) {
        return new Replayed.Touched(
                row.getLong("organizations"),
                row.getLong("meetings"),
                time(row, "oldest"),
                time(row, "latest"),
                counts(row.getString("events")),
                counts(row.getString("errors")));
    }

    private static Map<String, Long> counts(String json) {
        Map<String, Long> counts = new TreeMap<>();
        new JsonObject(json)
                .forEach(one -> counts.put(one.getKey(), ((Number) one.getValue()).longValue()));
        return counts;
    }

    private static @Nullable Instant time(Row row, String column) {
        OffsetDateTime time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }

    Uni<Long> count(DeliveryQuery query) {
        DeliveryFilter filter = DeliveryFilter.of(query);
        return pool.preparedQuery(
                        "SELECT count(*) FROM calendly_webhook_deliveries" + filter.where())
                .execute(filter.parameters())
                .map(rows -> rows.iterator().next().getLong(0));
    }

    Uni<UUID> add(DeliveryCriteria criteria, long count, Caller operator) {
        return pool.preparedQuery(ADD)
                .execute(Tuple.of(json(criteria), count, operator.tenantId(), operator.userId()))
                .map(rows -> rows.iterator().next().getUUID(0));
    }

    /// Gives the next deliveries to the worker.
    Uni<Batch> next(UUID id) {
        return find(id).chain(found ->
                found.map(it -> next(id, it.filter()))
                        .orElseGet(() -> Uni.createFrom().item(Batch.NONE)));
    }

    private Uni<Batch> next(UUID id, DeliveryCriteria criteria) {
        DeliveryFilter filter = DeliveryFilter.of(DeliveryQuery.ofSettled(criteria), Tuple.of(id));
        String sql = nextOf(filter.where());
        return pool.preparedQuery(sql).execute(filter.parameters()).map(ReplayTable::firstBatch);
    }

    private static Batch firstBatch(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .findFirst()
                .map(row ->
                        new Batch(row.getLong("number"), row.getString("state").equals("running")))
                .orElse(Batch.NONE);
    }

    Uni<List<UUID>> running() {
        return pool.query("SELECT id FROM delivery_replays WHERE state = 'running'")
                .execute()
                .map(rows ->
                        StreamSupport.stream(rows.spliterator(), false)
                                .map(row -> row.getUUID(0))
                                .toList());
    }

    /// @return whether it was running
    Uni<Boolean> stop(UUID id) {
        return pool.preparedQuery(
                        "UPDATE delivery_replays SET state = 'stopped', ended_at = now()"
                                + " WHERE id = $1 AND state = 'running'")
                .execute(Tuple.of(id))
                .map(rows -> rows.rowCount() > 0);
    }

    Uni<Optional<ReplayView>> find(UUID id) {
        return pool.preparedQuery(SELECT + " WHERE id = $1")
                .execute(Tuple.of(id))
                .map(rows ->
                        StreamSupport.stream(rows.spliterator(), false)
                                .findFirst()
                                .map(ReplayTable::view));
    }

    Uni<List<ReplayView>> latest() {
        return pool.query(SELECT + " ORDER BY created_at DESC, id DESC LIMIT " + SHOWN)
                .execute()
                .map(rows ->
                        StreamSupport.stream(rows.spliterator(), false)
                                .map(ReplayTable::view)
                                .toList());
    }

    private static ReplayView view(Row row) {
        return new ReplayView(
                row.getUUID("id"),
                row.getString("state"),
                row.getLong("count"),
                row.getLong("done"),
                criteria(new JsonObject(row.getString("filter"))),
                row.getString("ordered_by"),
                row.getOffsetDateTime("created_at").toInstant(),
                time(row, "ended_at"));
    }

    static String json(DeliveryCriteria criteria) {
        JsonObject json = new JsonObject();
        put(json, "state", criteria.state());
        put(json, "from", criteria.from());
        put(json, "to", criteria.to());
        put(json, "event", criteria.event());
        put(json, "organization", criteria.organization());
        put(json, "subscription", criteria.subscription());
        put(json, "meeting", criteria.meeting());
        put(json, "error", criteria.error());
        put(json, "ids", criteria.ids());
        return json.encode();
    }

    private static void put(JsonObject json, String name, @Nullable String value) {
        if (value != null) {
            json.put(name, value);
        }
    }

    private static DeliveryCriteria criteria(JsonObject json) {
        return new DeliveryCriteria(
                json.getString("state"),
                json.getString("from"),
                json.getString("to"),
                json.getString("event"),
                json.getString("organization"),
                json.getString("subscription"),
                json.getString("meeting"),
                json.getString("error"),
                json.getString("ids"));
    }
}
