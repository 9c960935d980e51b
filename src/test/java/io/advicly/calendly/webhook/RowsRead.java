package io.advicly.calendly.webhook;

import io.advicly.calendly.testing.Sql;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;

/// How the service reaches rows, as PostgreSQL counts it.
@ApplicationScoped
public class RowsRead {

    private final Pool pool;
    private final Sql sql;

    RowsRead(Pool pool, Sql sql) {
        this.pool = pool;
        this.sql = sql;
    }

    private record Count(long scans, long rows) {}

    /// Runs `work`, which may read so many rows of each table, and none by reading all of it.
    public void atMost(long rows, List<String> tables, Runnable work) {
        tellAll();
        Map<String, Count> before =
                tables.stream().collect(Collectors.toMap(it -> it, this::countOf));
        work.run();
        tellAll();
        SoftAssertions.assertSoftly(softly ->
                before.forEach((table, then) -> {
                    Count now = countOf(table);
                    softly.assertThat(now.scans() - then.scans()).as("scans of " + table).isZero();
                    softly.assertThat(now.rows() - then.rows())
                            .as("rows read of " + table)
                            .isLessThan(rows);
                }));
    }

    private Count countOf(String table) {
        return new Count(
                count(table, "seq_scan"),
                count(table, "seq_tup_read + coalesce(idx_tup_fetch, 0)"));
    }

    private long count(String table, String what) {
        return Long.parseLong(
                sql.column("SELECT " + what + " FROM pg_stat_user_tables WHERE relname = ?", table)
                        .getFirst());
    }

    /// A session tells what it has read when it is asked to; else some seconds later. All of the
    /// pool's are taken at the same time, so that each is asked.
    private void tellAll() {
        sql.onEach("SELECT pg_stat_force_next_flush()");
        List<SqlConnection> all =
                Stream.generate(pool::getConnection)
                        .limit(pool.size())
                        .map(Uni::subscribeAsCompletionStage)
                        .toList()
                        .stream()
                        .map(one -> one.join())
                        .toList();
        Multi.createFrom()
                .iterable(all)
                .onItem()
                .transformToUniAndConcatenate(one ->
                        one.query("SELECT pg_stat_force_next_flush()")
                                .execute()
                                .chain(() -> one.close()))
                .collect()
                .asList()
                .subscribeAsCompletionStage()
                .join();
    }
}
