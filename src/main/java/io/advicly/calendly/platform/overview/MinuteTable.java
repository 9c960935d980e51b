package io.advicly.calendly.platform.overview;

import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The SQL of what happened: a row for each process and minute, kept for a day, and one for each
/// process and ten minutes, kept for eight days.
@ApplicationScoped
class MinuteTable {

    /// Adds to what the process has said of the same time already.
    private static final String ADD =
            """
            INSERT INTO service_minutes AS told
              (step, at, replica, accepted, repeated, projected, ignored, retried, dead, refresh_failures,
               rejected, accept, visible, inbox_age, rate_limit_remaining)
            SELECT step, date_bin(step * interval '1 minute', now(), timestamptz '2000-01-01T00:00:00Z'),
                   $1, $2, $3, $4, $5, $6, $7, $8, CAST(CAST($9 AS text) AS jsonb), $10, $11, $12, $13
            FROM unnest(ARRAY[1, 10]) AS steps (step)
            ON CONFLICT (step, at, replica) DO UPDATE SET
              accepted = told.accepted + EXCLUDED.accepted, repeated = told.repeated + EXCLUDED.repeated,
              projected = told.projected + EXCLUDED.projected, ignored = told.ignored + EXCLUDED.ignored,
              retried = told.retried + EXCLUDED.retried, dead = told.dead + EXCLUDED.dead,
              refresh_failures = told.refresh_failures + EXCLUDED.refresh_failures,
              rejected = (SELECT coalesce(jsonb_object_agg(reason, number), '{}') FROM (
                SELECT reason, sum(number::bigint) AS number FROM (
                  SELECT * FROM jsonb_each_text(told.rejected) UNION ALL
                  SELECT * FROM jsonb_each_text(EXCLUDED.rejected)) AS each (reason, number)
                GROUP BY reason) AS summed),
              accept = ARRAY(SELECT a + b FROM unnest(told.accept, EXCLUDED.accept) AS both_of (a, b)),
              visible = ARRAY(SELECT a + b FROM unnest(told.visible, EXCLUDED.visible) AS both_of (a, b)),
              inbox_age = greatest(told.inbox_age, EXCLUDED.inbox_age),
              rate_limit_remaining = least(told.rate_limit_remaining, EXCLUDED.rate_limit_remaining)\
            """;

    private static final String FORGET =
            "DELETE FROM service_minutes WHERE step = 1 AND at < now() - interval '1 day'"
                    + " OR step = 10 AND at < now() - interval '8 days'";

    private static final String READ =
            """
            SELECT date_bin($2::bigint * interval '1 minute', at, timestamptz '2000-01-01T00:00:00Z') AS point, *
            FROM service_minutes
            WHERE step = $1 AND at > now() - $3::bigint * interval '1 minute'
            ORDER BY at\
            """;

    private static final String BETWEEN =
            "SELECT at AS point, * FROM service_minutes WHERE step = $1 AND at >= $2 AND at < $3 ORDER BY at";

    private final Pool pool;

    MinuteTable(Pool pool) {
        this.pool = pool;
    }

    Uni<Void> add(long replica, Minute minute) {
        Minute.Counts counts = minute.counts();
        Tuple values =
                Tuple.tuple()
                        .addLong(replica)
                        .addLong(counts.accepted())
                        .addLong(counts.repeated())
                        .addLong(counts.projected())
                        .addLong(counts.ignored())
                        .addLong(counts.retried())
                        .addLong(counts.dead())
                        .addLong(counts.refreshFailures())
                        .addString(new JsonObject(new HashMap<>(minute.rejected())).encode())
                        .addArrayOfLong(boxed(minute.accept()))
                        .addArrayOfLong(boxed(minute.visible()))
                        .addLong(minute.inboxAge())
                        .addLong(minute.rateLimitRemaining());
        return pool.preparedQuery(ADD).execute(values).replaceWithVoid();
    }

    Uni<Void> forgetOld() {
        return pool.query(FORGET).execute().replaceWithVoid();
    }

    /// @param step of the rows, in minutes: 1 or 10
    /// @param spacing of the points, in minutes
    Uni<List<Told>> read(int step, int spacing, int minutes) {
        return pool.preparedQuery(READ)
                .execute(Tuple.of(step, (long) spacing, (long) minutes))
                .map(rows -> {
                    List<Told> all = new ArrayList<>();
                    rows.forEach(row -> all.add(told(row)));
                    return all;
                });
    }

    /// What was said of a time that may be long ago, as far as it is still known.
    ///
    /// @param step of the rows, in minutes: 1 or 10
    Uni<List<Told>> between(int step, Instant from, Instant to) {
        return pool.preparedQuery(BETWEEN)
                .execute(Tuple.of(step, from.atOffset(ZoneOffset.UTC), to.atOffset(ZoneOffset.UTC)))
                .map(rows -> {
                    List<Told> all = new ArrayList<>();
                    rows.forEach(row -> all.add(told(row)));
                    return all;
                });
    }

    /// What a process has said, at a point of the series.
    record Told(Instant point, Minute minute) {}

    private static Told told(Row row) {
        return new Told(
                row.getOffsetDateTime("point").toInstant(),
                new Minute(
                        new Minute.Counts(
                                row.getLong("accepted"),
                                row.getLong("repeated"),
                                row.getLong("projected"),
                                row.getLong("ignored"),
                                row.getLong("retried"),
                                row.getLong("dead"),
                                row.getLong("refresh_failures")),
                        rejected(row.getJsonObject("rejected")),
                        unboxed(row.getArrayOfLongs("accept")),
                        unboxed(row.getArrayOfLongs("visible")),
                        row.getLong("inbox_age"),
                        row.getLong("rate_limit_remaining")));
    }

    private static Map<String, Long> rejected(@Nullable JsonObject json) {
        Map<String, Long> counts = new HashMap<>();
        if (json != null) {
            json.fieldNames().forEach(reason -> counts.put(reason, json.getLong(reason)));
        }
        return counts;
    }

    private static Long[] boxed(long[] buckets) {
        return Arrays.stream(buckets).boxed().toArray(Long[]::new);
    }

    private static long[] unboxed(Long[] buckets) {
        return Arrays.stream(buckets).mapToLong(Long::longValue).toArray();
    }
}
