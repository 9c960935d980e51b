package io.advicly.calendly.feed.sequence;

import io.advicly.calendly.feed.EventData;
import io.advicly.calendly.feed.EventType;
import io.advicly.calendly.feed.LateData;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/// The SQL of the sequencer.
@ApplicationScoped
public class SequencerTable {

    /// What one transaction moves at most.
    static final int BATCH = 250;

    private static final int LATE_ONES = 20;

    private static final String LOCK = "SELECT FROM event_feed FOR UPDATE SKIP LOCKED";

    /// What has to be rendered before is passed by, and whatever comes after it of its subject.
    private static final String TAKE =
            """
            DELETE FROM event_drafts WHERE id = ANY (ARRAY(
              SELECT id FROM event_drafts draft
              WHERE (data IS NOT NULL OR type NOT LIKE 'connection.%%') AND NOT EXISTS (
                SELECT FROM event_drafts late
                WHERE late.data IS NULL AND late.type LIKE 'connection.%%'
                  AND late.subject = draft.subject AND late.id < draft.id)
              ORDER BY id LIMIT %d))
            RETURNING id, tenant_id, user_id, connection_id, type, subject, created_at,
              CAST(data AS text) AS data\
            """
                    .formatted(BATCH);

    /// Positions are given by whoever holds the lock, one transaction after the other: whoever sees
    /// one sees all smaller ones. A draft goes, and comes to stand among the events, with the same
    /// commit.
    private static final String PLACE =
            """
            WITH feed AS (
              UPDATE event_feed SET last_position = last_position + cardinality($1::varchar[]),
                last_at = greatest(last_at, clock_timestamp())
              RETURNING last_position, last_at),
            placed AS (
              INSERT INTO events (position, tenant_id, user_id, connection_id, type, subject,
                created_at, data, sequenced_at)
              SELECT feed.last_position - cardinality($1::varchar[]) + place, tenant_id, user_id,
                connection_id, type, subject, created_at, CAST(data AS jsonb), feed.last_at
              FROM feed, unnest($1::varchar[], $2::varchar[], $3::uuid[], $4::varchar[],
                $5::varchar[], $6::timestamptz[], $7::text[])
                WITH ORDINALITY AS taken (tenant_id, user_id, connection_id, type, subject,
                  created_at, data, place))
            SELECT last_position FROM feed\
            """;

    private static final String LOOK =
            """
            SELECT last_position AS position, EXISTS (SELECT FROM event_drafts) AS drafts
            FROM event_feed\
            """;

    private static final String LATE =
            """
            SELECT id, type, tenant_id, user_id, connection_id FROM event_drafts
            WHERE data IS NULL AND type LIKE 'connection.%%' ORDER BY id LIMIT %d\
            """
                    .formatted(LATE_ONES);

    private final Pool pool;
    private final List<EventData> renderers;

    SequencerTable(Pool pool, @All List<EventData> renderers) {
        this.pool = pool;
        this.renderers = renderers;
    }

    /// How far the feed is.
    ///
    /// @param drafts whether there is something to move
    record Standing(long position, boolean drafts) {}

    /// What a transaction has done.
    ///
    /// @param position of the last that was moved; of no meaning where none was
    record Moved(int count, long position) {}

    Uni<Standing> look() {
        return pool.preparedQuery(LOOK)
                .execute()
                .map(rows -> rows.iterator().next())
                .map(row -> new Standing(row.getLong("position"), row.getBoolean("drafts")));
    }

    /// Empty when somebody else is at it.
    Uni<Optional<Moved>> move() {
        return pool.withTransaction(this::lockAndMove);
    }

    private Uni<Optional<Moved>> lockAndMove(SqlConnection transaction) {
        return transaction
                .preparedQuery(LOCK)
                .execute()
                .chain(locked ->
                        locked.size() == 0
                                ? Uni.createFrom().item(Optional.empty())
                                : move(transaction).map(Optional::of));
    }

    private Uni<Moved> move(SqlConnection transaction) {
        return transaction
                .preparedQuery(TAKE)
                .execute()
                .map(SequencerTable::inOrder)
                .chain(taken ->
                        taken.isEmpty()
                                ? Uni.createFrom().item(new Moved(0, 0))
                                : renderAndPlace(transaction, taken));
    }

    private Uni<Moved> renderAndPlace(SqlConnection transaction, List<Row> taken) {
        return rendered(transaction, taken).chain(data -> place(transaction, taken, data));
    }

    private static List<Row> inOrder(RowSet<Row> taken) {
        return StreamSupport.stream(taken.spliterator(), false)
                .sorted(Comparator.comparing(row -> row.getLong("id")))
                .toList();
    }

    private Uni<Map<String, String>> rendered(SqlConnection transaction, List<Row> taken) {
        Set<String> bare =
                taken.stream()
                        .filter(row -> row.getString("data") == null)
                        .map(row -> row.getString("subject"))
                        .collect(Collectors.toSet());
        return bare.isEmpty() || renderers.isEmpty()
                ? Uni.createFrom().item(Map.of())
                : renderers.getFirst().render(transaction, bare);
    }

    private static Uni<Moved> place(
            SqlConnection transaction, List<Row> taken, Map<String, String> rendered) {
        Tuple parameters =
                Tuple.newInstance(
                        io.vertx.sqlclient.Tuple.of(
                                column(taken, row -> row.getString("tenant_id"), String[]::new),
                                column(taken, row -> row.getString("user_id"), String[]::new),
                                column(taken, row -> row.getUUID("connection_id"), UUID[]::new),
                                column(taken, row -> row.getString("type"), String[]::new),
                                column(taken, row -> row.getString("subject"), String[]::new),
                                column(
                                        taken,
                                        row -> row.getOffsetDateTime("created_at"),
                                        OffsetDateTime[]::new)));
        return transaction
                .preparedQuery(PLACE)
                .execute(
                        parameters.addArrayOfString(
                                column(taken, row -> data(row, rendered), String[]::new)))
                .map(rows -> new Moved(taken.size(), rows.iterator().next().getLong(0)));
    }

    private static String data(Row row, Map<String, String> rendered) {
        String own = row.getString("data");
        return own == null ? rendered.getOrDefault(row.getString("subject"), "{}") : own;
    }

    private static <T> T[] column(List<Row> rows, Function<Row, T> value, IntFunction<T[]> array) {
        return rows.stream().map(value).toArray(array);
    }

    /// Drafts that have to be rendered before they can be moved.
    Uni<List<LateData.Late>> late() {
        return pool.preparedQuery(LATE)
                .execute()
                .map(rows ->
                        StreamSupport.stream(rows.spliterator(), false)
                                .map(SequencerTable::late)
                                .toList());
    }

    private static LateData.Late late(Row row) {
        return new LateData.Late(
                row.getLong("id"),
                EventType.stored(row.getString("type")),
                row.getString("tenant_id"),
                row.getString("user_id"),
                row.getUUID("connection_id"));
    }
}
