package io.advicly.calendly.security.keyring;

import static java.util.stream.Collectors.joining;

import io.advicly.calendly.platform.chain.Unis;
import io.advicly.calendly.platform.log.RecurringLog;
import io.advicly.calendly.security.cipher.FieldCipher;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Moves the next few rows of a table: claims them with SKIP LOCKED, and writes only over the
/// ciphertext that it has read.
@ApplicationScoped
class ResealBatch {

    /// Small, so that a delivery whose subscription is being moved waits for milliseconds only.
    static final int SIZE = 50;

    private static final Logger LOG = Logger.getLogger(ResealBatch.class);
    private static final RecurringLog RECURRING = new RecurringLog(LOG);

    private final Pool pool;
    private final FieldCipher cipher;

    ResealBatch(Pool pool, FieldCipher cipher) {
        this.pool = pool;
        this.cipher = cipher;
    }

    /// @param last the primary key of the last row that was looked at; null at the start
    record Progress(@Nullable Object last, boolean goesOn, int moved, int givenUp, int postponed) {

        /// Holds where a repetition is.
        static AtomicReference<Progress> start() {
            return new AtomicReference<>(new Progress(null, true, 0, 0, 0));
        }

        boolean touchedAnything() {
            return moved + givenUp + postponed > 0;
        }

        Progress plus(@Nullable Object newLast, boolean more, List<Reseal> done) {
            return new Progress(
                    newLast,
                    more,
                    moved + count(done, Reseal.Moved.class),
                    givenUp + count(done, Reseal.Broken.class),
                    postponed + count(done, Reseal.Elsewhere.class));
        }

        private static int count(List<Reseal> done, Class<?> kind) {
            return (int) done.stream().filter(kind::isInstance).count();
        }
    }

    /// @param kept ids of keys whose ciphertext stays as it is
    Uni<Progress> next(
            AtomicReference<Progress> state,
            SealedTable table,
            Set<String> kept,
            Set<String> recorded) {
        Progress before = state.get();
        return pool.withTransaction(transaction -> move(transaction, table, kept, recorded, before))
                .invoke(state::set);
    }

    private Uni<Progress> move(
            SqlConnection transaction,
            SealedTable table,
            Set<String> kept,
            Set<String> recorded,
            Progress before) {
        return claim(transaction, table, kept, before.last())
                .chain(rows ->
                        settle(transaction, table, kept, recorded, rows)
                                .map(done -> progress(done, before, rows, table)));
    }

    private static Progress progress(
            List<Reseal> done, Progress before, List<Row> rows, SealedTable table) {
        return before.plus(
                rows.isEmpty() ? before.last() : rows.getLast().getValue(table.key()),
                rows.size() == SIZE,
                done);
    }

    private Uni<List<Row>> claim(
            SqlConnection transaction,
            SealedTable table,
            Set<String> kept,
            @Nullable Object after) {
        String due =
                table.sealed().stream()
                        .map(column -> SealedRows.keyIdOf(column) + " <> ALL($1)")
                        .collect(joining(" OR "));
        String sql =
                "SELECT %s FROM %s WHERE (%s)%s ORDER BY %s LIMIT %d FOR UPDATE SKIP LOCKED"
                        .formatted(
                                columns(table),
                                table.name(),
                                due,
                                after == null ? "" : " AND " + table.key() + " > $2",
                                table.key(),
                                SIZE);
        Tuple parameters = Tuple.tuple().addArrayOfString(kept.toArray(String[]::new));
        if (after != null) {
            parameters.addValue(after);
        }
        return transaction.preparedQuery(sql).execute(parameters).map(ResealBatch::list);
    }

    private Uni<List<Reseal>> settle(
            SqlConnection transaction,
            SealedTable table,
            Set<String> kept,
            Set<String> recorded,
            List<Row> rows) {
        List<Reseal> decided =
                rows.stream().map(row -> Reseal.of(table, row, cipher, kept, recorded)).toList();
        return Multi.createFrom()
                .iterable(decided)
                .onItem()
                .transformToUniAndConcatenate(it -> settle(transaction, table, it).replaceWith(it))
                .collect()
                .asList();
    }

    private static Uni<Void> settle(SqlConnection transaction, SealedTable table, Reseal decision) {
        return switch (decision) {
            case Reseal.Moved moved -> write(transaction, table, moved);
            case Reseal.Elsewhere elsewhere -> {
                RECURRING.error(
                        "missing", () -> "encryption.key_missing %s".formatted(elsewhere.why()));
                yield Unis.nothing();
            }
            case Reseal.Broken broken -> {
                LOG.errorf("encryption.undecryptable %s", broken.why());
                yield table.giveUp(transaction, broken.row());
            }
        };
    }

    private static Uni<Void> write(
            SqlConnection transaction, SealedTable table, Reseal.Moved moved) {
        int columns = table.sealed().size();
        String set =
                IntStream.range(0, columns)
                        .mapToObj(at -> "%s = $%d".formatted(table.sealed().get(at), at + 2))
                        .collect(joining(", "));
        String unchanged =
                IntStream.range(0, columns)
                        .mapToObj(at ->
                                " AND %s IS NOT DISTINCT FROM $%d"
                                        .formatted(table.sealed().get(at), at + 2 + columns))
                        .collect(joining());
        Tuple parameters = Tuple.tuple().addValue(moved.key());
        moved.after().forEach(parameters::addString);
        moved.before().forEach(parameters::addString);
        return transaction
                .preparedQuery(
                        "UPDATE %s SET %s WHERE %s = $1%s"
                                .formatted(table.name(), set, table.key(), unchanged))
                .execute(parameters)
                .replaceWithVoid();
    }

    private static String columns(SealedTable table) {
        return Stream.of(List.of(table.key()), table.context(), table.sealed())
                .flatMap(List::stream)
                .collect(joining(", "));
    }

    private static List<Row> list(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false).toList();
    }
}
