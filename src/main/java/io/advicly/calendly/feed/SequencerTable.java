package io.advicly.calendly.feed;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/// The SQL of the sequencer.
@ApplicationScoped
class SequencerTable {

    /// What one transaction moves at most.
    static final int BATCH = 500;

    /// Drafts that are rendered at once.
    private static final int BARE = 100;

    private static final String LOCK = "SELECT FROM event_feed FOR UPDATE SKIP LOCKED";

    /// Positions are given by whoever holds the lock, one transaction after the other: whoever sees
    /// one sees all smaller ones. A draft goes, and comes to stand among the events, with the same
    /// commit. What is not rendered yet is passed by, and whatever comes after it of its subject.
    private static final String MOVE =
            """
            WITH taken AS (
              DELETE FROM event_drafts WHERE id = ANY (ARRAY(
                SELECT id FROM event_drafts draft
                WHERE data IS NOT NULL AND NOT EXISTS (
                  SELECT FROM event_drafts bare WHERE bare.data IS NULL
                    AND bare.subject = draft.subject AND bare.id < draft.id)
                ORDER BY id LIMIT %d))
              RETURNING *),
            feed AS (
              UPDATE event_feed SET last_position = last_position + (SELECT count(*) FROM taken),
                last_at = greatest(last_at, clock_timestamp())
              WHERE EXISTS (SELECT FROM taken)
              RETURNING last_position, last_at),
            moved AS (
              INSERT INTO events (position, tenant_id, user_id, connection_id, type, subject,
                created_at, sequenced_at, data)
              SELECT feed.last_position - count(*) OVER () + row_number() OVER (ORDER BY id),
                tenant_id, user_id, connection_id, type, subject, created_at, feed.last_at, data
              FROM taken, feed)
            SELECT (SELECT count(*) FROM taken) AS moved,
              coalesce((SELECT last_position FROM feed), last_position) AS position,
              EXISTS (SELECT FROM event_drafts WHERE data IS NULL) AS bare
            FROM event_feed\
            """
                    .formatted(BATCH);

    private static final String LOOK =
            """
            SELECT last_position AS position, EXISTS (SELECT FROM event_drafts) AS drafts
            FROM event_feed\
            """;

    private static final String BARE_ONES =
            """
            SELECT id, type, tenant_id, user_id, connection_id FROM event_drafts
            WHERE data IS NULL ORDER BY id LIMIT %d\
            """
                    .formatted(BARE);

    private static final String RENDERED =
            """
            UPDATE event_drafts SET data = CAST(given.data AS jsonb)
            FROM unnest($1::bigint[], $2::text[]) AS given (id, data)
            WHERE event_drafts.id = given.id AND event_drafts.data IS NULL\
            """;

    private final Pool pool;

    SequencerTable(Pool pool) {
        this.pool = pool;
    }

    /// How far the feed is.
    ///
    /// @param drafts whether there is something to move
    record Standing(long position, boolean drafts) {}

    /// What a transaction has done.
    ///
    /// @param bare whether drafts are left that have no data
    record Moved(int count, long position, boolean bare) {}

    Uni<Standing> look() {
        return pool.preparedQuery(LOOK)
                .execute()
                .map(rows -> rows.iterator().next())
                .map(row -> new Standing(row.getLong("position"), row.getBoolean("drafts")));
    }

    /// Empty when somebody else is at it.
    Uni<Optional<Moved>> move() {
        return pool.withTransaction(transaction ->
                transaction
                        .preparedQuery(LOCK)
                        .execute()
                        .chain(locked ->
                                locked.size() == 0
                                        ? Uni.createFrom().item(Optional.empty())
                                        : moved(transaction)));
    }

    private static Uni<Optional<Moved>> moved(SqlConnection transaction) {
        return transaction
                .preparedQuery(MOVE)
                .execute()
                .map(rows -> rows.iterator().next())
                .map(row ->
                        Optional.of(
                                new Moved(
                                        Math.toIntExact(row.getLong("moved")),
                                        row.getLong("position"),
                                        row.getBoolean("bare"))));
    }

    Uni<List<EventData.Bare>> bare() {
        return pool.preparedQuery(BARE_ONES)
                .execute()
                .map(rows ->
                        StreamSupport.stream(rows.spliterator(), false)
                                .map(SequencerTable::bare)
                                .toList());
    }

    private static EventData.Bare bare(Row row) {
        return new EventData.Bare(
                row.getLong("id"),
                EventType.stored(row.getString("type")),
                row.getString("tenant_id"),
                row.getString("user_id"),
                row.getUUID("connection_id"));
    }

    /// Every draft keeps the first that is rendered for it.
    Uni<Void> rendered(Map<Long, String> data) {
        Collection<Map.Entry<Long, String>> all = data.entrySet();
        Long[] ids = all.stream().map(Map.Entry::getKey).toArray(Long[]::new);
        String[] texts = all.stream().map(Map.Entry::getValue).toArray(String[]::new);
        return pool.preparedQuery(RENDERED)
                .execute(Tuple.newInstance(io.vertx.sqlclient.Tuple.of(ids, texts)))
                .replaceWithVoid();
    }
}
