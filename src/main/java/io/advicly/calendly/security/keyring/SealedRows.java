package io.advicly.calendly.security.keyring;

import io.advicly.calendly.platform.database.StatementLimit;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/// Counts what is encrypted with which key. Reads whole tables: not for every request.
@ApplicationScoped
class SealedRows {

    private final Pool pool;
    private final List<SealedTable> tables;

    SealedRows(Pool pool, @All List<SealedTable> tables) {
        this.pool = pool;
        this.tables = List.copyOf(tables);
    }

    /// Rows of a table with at least one ciphertext of this key. A damaged ciphertext may show a
    /// key id that never was.
    record Count(String keyId, String table, long rows) {}

    List<SealedTable> tables() {
        return tables;
    }

    /// Reads every row.
    Uni<List<Count>> counts() {
        return StatementLimit.of(StatementLimit.UNHURRIED, this::all);
    }

    /// In one statement, which says of each table what it is the count of.
    private Uni<List<Count>> all() {
        String every =
                tables.stream()
                        .map(SealedRows::countsOf)
                        .collect(Collectors.joining(" UNION ALL "));
        return pool.query(every + " ORDER BY of_table, key_id")
                .execute()
                .map(rows ->
                        StreamSupport.stream(rows.spliterator(), false)
                                .map(SealedRows::count)
                                .toList());
    }

    Uni<Long> count(String keyId) {
        return StatementLimit.of(StatementLimit.UNHURRIED, () -> all(keyId));
    }

    private Uni<Long> all(String keyId) {
        return Multi.createFrom()
                .iterable(tables)
                .onItem()
                .transformToUniAndConcatenate(table -> count(table, keyId))
                .collect()
                .with(Collectors.summingLong(Long::longValue));
    }

    private Uni<Long> count(SealedTable table, String keyId) {
        String any =
                table.sealed().stream()
                        .map(column -> keyIdOf(column) + " = $1")
                        .collect(Collectors.joining(" OR "));
        return pool.preparedQuery("SELECT count(*) FROM " + table.name() + " WHERE " + any)
                .execute(Tuple.of(keyId))
                .map(rows -> rows.iterator().next().getLong(0));
    }

    /// Rows are counted by what they say of their keys first: few say something of their own.
    private static String countsOf(SealedTable table) {
        String ids =
                table.sealed().stream()
                        .map(SealedRows::keyIdOf)
                        .collect(Collectors.joining(", ", "ARRAY[", "]"));
        return """
        SELECT '%1$s' AS of_table, key_id, CAST(sum(rows) AS bigint) AS rows
        FROM (SELECT %2$s AS ids, count(*) AS rows FROM %1$s GROUP BY 1) AS sealed
        CROSS JOIN LATERAL (SELECT DISTINCT unnest(ids) AS key_id) AS used
        WHERE key_id IS NOT NULL GROUP BY key_id\
        """
                .formatted(table.name(), ids);
    }

    private static Count count(Row row) {
        return new Count(row.getString("key_id"), row.getString("of_table"), row.getLong("rows"));
    }

    /// The key id of a ciphertext as `FieldCipher` writes it, in SQL; null for null.
    static String keyIdOf(String column) {
        return "split_part(" + column + ", '.', 2)";
    }
}
