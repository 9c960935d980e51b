package io.advicly.calendly.security.keyring;

import static java.util.stream.Collectors.joining;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/// Which keys have encrypted what. However much there is, few rows are read: an index says which
/// ids occur, and rows are counted up to [#COUNTED].
@ApplicationScoped
class KeysInUse {

    static final int COUNTED = 1_000;

    /// More ids than those of the keys that were ever used are shown by damaged rows alone.
    private static final int STRANGE_IDS = 20;

    private final Pool pool;
    private final String every;

    KeysInUse(Pool pool, SealedRows rows) {
        this.pool = pool;
        this.every =
                rows.tables().stream()
                        .map(table -> "(" + usesOf(table) + ")")
                        .collect(joining(" UNION ALL ", "", " ORDER BY of_table, key_id"));
    }

    /// @param more whether there are more rows than were counted
    record Use(String keyId, String table, long rows, boolean more) {}

    /// Of one moment: what moves from one table to another is in one of them.
    ///
    /// @param known ids that are asked for by name: none of them is left out
    Uni<List<Use>> uses(List<String> known) {
        return pool.preparedQuery(every)
                .execute(
                        Tuple.tuple()
                                .addArrayOfString(known.toArray(String[]::new))
                                .addInteger(known.size() + STRANGE_IDS))
                .map(rows ->
                        StreamSupport.stream(rows.spliterator(), false)
                                .map(KeysInUse::use)
                                .toList());
    }

    private static String usesOf(SealedTable table) {
        List<String> ids = table.sealed().stream().map(SealedRows::keyIdOf).toList();
        return """
        WITH RECURSIVE %s,
          used (id) AS (SELECT unnest(CAST($1 AS text[])) %s)
        SELECT '%s' AS of_table, used.id AS key_id, found.rows
        FROM used CROSS JOIN LATERAL (SELECT count(*) AS rows FROM (%s) AS some_rows) AS found
        WHERE found.rows > 0\
        """
                .formatted(
                        each(ids, (id, at) -> occurring(table.name(), id, at), ", "),
                        each(ids, (id, at) -> occurred(at), " "),
                        table.name(),
                        each(ids, (id, at) -> found(table, id), " UNION "));
    }

    /// The ids that occur, from one to the next.
    private static String occurring(String table, String id, int at) {
        return """
        occurring%3$d (id) AS (
          (SELECT %2$s FROM %1$s ORDER BY %2$s LIMIT 1)
          UNION ALL
          SELECT (SELECT %2$s FROM %1$s WHERE %2$s > before.id ORDER BY %2$s LIMIT 1)
          FROM occurring%3$d AS before WHERE before.id IS NOT NULL)\
        """
                .formatted(table, id, at);
    }

    private static String occurred(int at) {
        return "UNION (SELECT id FROM occurring%d WHERE id IS NOT NULL LIMIT $2)".formatted(at);
    }

    /// In the order of the index, so that nothing else is a way to them.
    private static String found(SealedTable table, String id) {
        return "(SELECT %1$s FROM %2$s WHERE %3$s >= used.id AND %3$s <= used.id ORDER BY %3$s LIMIT %4$d)"
                .formatted(table.key(), table.name(), id, COUNTED + 1);
    }

    private interface Part {
        String write(String id, int at);
    }

    private static String each(List<String> ids, Part part, String between) {
        return IntStream.range(0, ids.size())
                .mapToObj(at -> part.write(ids.get(at), at))
                .collect(joining(between));
    }

    private static Use use(Row row) {
        long rows = row.getLong("rows");
        return new Use(
                row.getString("key_id"),
                row.getString("of_table"),
                Math.min(rows, COUNTED),
                rows > COUNTED);
    }
}
