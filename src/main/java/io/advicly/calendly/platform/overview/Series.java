package io.advicly.calendly.platform.overview;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Makes points of what processes have said. Pure.
final class Series {

    private Series() {}

    /// @param minutes how much time a chart shows
    /// @return how many minutes of it one point is
    static int spacing(int minutes) {
        if (minutes <= 180) {
            return 1;
        }
        return minutes <= 1_440 ? 10 : 60;
    }

    static List<Overview.Point> of(List<MinuteTable.Told> told) {
        Map<Instant, Minute> points = new TreeMap<>();
        told.forEach(one -> points.merge(one.point(), one.minute(), Series::both));
        return points.entrySet().stream()
                .map(point -> point(point.getKey(), point.getValue()))
                .toList();
    }

    static Minute both(Minute one, Minute other) {
        Minute.Counts a = one.counts();
        Minute.Counts b = other.counts();
        Map<String, Long> rejected = new HashMap<>(one.rejected());
        other.rejected().forEach((reason, count) -> rejected.merge(reason, count, Long::sum));
        return new Minute(
                new Minute.Counts(
                        a.accepted() + b.accepted(),
                        a.repeated() + b.repeated(),
                        a.projected() + b.projected(),
                        a.ignored() + b.ignored(),
                        a.retried() + b.retried(),
                        a.dead() + b.dead(),
                        a.refreshFailures() + b.refreshFailures()),
                rejected,
                sum(one.accept(), other.accept()),
                sum(one.visible(), other.visible()),
                Math.max(one.inboxAge(), other.inboxAge()),
                least(one.rateLimitRemaining(), other.rateLimitRemaining()));
    }

    private static long[] sum(long[] one, long[] other) {
        long[] sum = new long[Math.max(one.length, other.length)];
        for (int bucket = 0; bucket < sum.length; bucket++) {
            sum[bucket] =
                    (bucket < one.length ? one[bucket] : 0)
                            + (bucket < other.length ? other[bucket] : 0);
        }
        return sum;
    }

    private static @Nullable Long least(@Nullable Long one, @Nullable Long other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return Math.min(one, other);
    }

    private static Overview.Point point(Instant at, Minute minute) {
        Minute.Counts counts = minute.counts();
        return new Overview.Point(
                at,
                counts.accepted(),
                counts.repeated(),
                new TreeMap<>(minute.rejected()),
                counts.projected(),
                counts.ignored(),
                counts.retried(),
                counts.dead(),
                percentile(minute.accept(), 0.5),
                percentile(minute.accept(), 0.99),
                percentile(minute.visible(), 0.5),
                percentile(minute.visible(), 0.99),
                minute.inboxAge(),
                counts.refreshFailures(),
                minute.rateLimitRemaining());
    }

    private static @Nullable Double percentile(long[] buckets, double share) {
        OptionalDouble found = LatencyBuckets.percentile(buckets, share);
        return found.isPresent() ? Math.round(found.getAsDouble() * 10) / 10.0 : null;
    }
}
