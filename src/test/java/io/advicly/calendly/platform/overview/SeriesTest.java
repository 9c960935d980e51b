package io.advicly.calendly.platform.overview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What charts are made of.
class SeriesTest {

    private static final Instant AT = Instant.parse("2026-02-01T12:00:00Z");

    @ParameterizedTest
    @CsvSource({"1,1", "60,1", "180,1", "181,10", "1440,10", "1441,60", "10080,60"})
    void aChartHasFewPoints(int minutes, int spacing) {
        assertThat(Series.spacing(minutes)).isEqualTo(spacing);
        assertThat(minutes / spacing).isLessThanOrEqualTo(180);
    }

    @Test
    void processesAreAddedUp() {
        List<Overview.Point> points =
                Series.of(
                        List.of(
                                told(AT, 1, Map.of("stale", 2L), 5, 100L),
                                told(AT, 10, Map.of("stale", 1L, "header_missing", 4L), 3, null),
                                told(AT.plusSeconds(60), 100, Map.of(), 0, 7L)));

        assertThat(points).extracting(Overview.Point::at).containsExactly(AT, AT.plusSeconds(60));
        Overview.Point first = points.getFirst();
        assertThat(first.accepted()).isEqualTo(11);
        assertThat(first.rejected()).isEqualTo(Map.of("stale", 3L, "header_missing", 4L));
        assertThat(first.inboxAgeSeconds()).isEqualTo(5);
        assertThat(first.rateLimitRemaining()).isEqualTo(100);
        assertThat(points.getLast().accepted()).isEqualTo(100);
    }

    @Test
    void nothingTimedHasNoPercentile() {
        Overview.Point point = Series.of(List.of(told(AT, 1, Map.of(), 0, null))).getFirst();

        assertThat(point.acceptP50Ms()).isNull();
        assertThat(point.visibleP99Ms()).isNull();
        assertThat(point.rateLimitRemaining()).isNull();
    }

    @ParameterizedTest
    @ValueSource(longs = {2, 7, 40, 950, 12_000, 300_000})
    void aPercentileIsOffByAnEighthAtMost(long millis) {
        long[] buckets = new long[LatencyBuckets.COUNT];
        buckets[LatencyBuckets.of(Duration.ofMillis(millis))] = 10;

        assertThat(LatencyBuckets.percentile(buckets, 0.99).orElseThrow())
                .isCloseTo((double) millis, withPercentage(25));
    }

    @Test
    void percentilesTellTheMostFromTheWorst() {
        long[] buckets = new long[LatencyBuckets.COUNT];
        buckets[LatencyBuckets.of(Duration.ofMillis(1))] = 98;
        buckets[LatencyBuckets.of(Duration.ofSeconds(4))] = 2;

        assertThat(LatencyBuckets.percentile(buckets, 0.5).orElseThrow()).isEqualTo(1);
        assertThat(LatencyBuckets.percentile(buckets, 0.99).orElseThrow()).isGreaterThan(3_500);
    }

    @Test
    void whatIsLongerThanAnythingIsInTheLast() {
        assertThat(LatencyBuckets.of(Duration.ofDays(9))).isEqualTo(LatencyBuckets.COUNT - 1);
        assertThat(LatencyBuckets.of(Duration.ZERO)).isZero();
    }

    private static MinuteTable.Told told(
            Instant at,
            long accepted,
            Map<String, Long> rejected,
            long age,
            @Nullable Long remaining) {
        long[] none = new long[LatencyBuckets.COUNT];
        return new MinuteTable.Told(
                at,
                new Minute(
                        new Minute.Counts(accepted, 0, 0, 0, 0, 0, 0),
                        rejected,
                        none,
                        none,
                        age,
                        remaining));
    }
}
