package io.advicly.calendly.platform.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The log's bound holds however many kinds there are.
class OccurrencesTest {

    private static final int MANY = 5 * Occurrences.MOST_KINDS;

    private final AtomicLong nanos = new AtomicLong();
    private final Occurrences occurrences = new Occurrences(nanos::get);

    @Test
    void ofManyKindsFewAreToldInAMinute() {
        long told =
                IntStream.range(0, 10)
                        .mapToLong(round -> {
                            nanos.addAndGet(TimeUnit.SECONDS.toNanos(5));
                            return each(MANY).count();
                        })
                        .sum();

        assertThat(told).isLessThanOrEqualTo(Occurrences.MOST_KINDS + 1);
    }

    @Test
    void whatGoesBeyondIsToldTogether() {
        assertThat(each(Occurrences.MOST_KINDS)).allMatch("times=1"::equals);
        assertThat(occurrences.one("one more")).isEqualTo("others=1");
        assertThat(occurrences.one("and another")).isNull();
        assertThat(occurrences.one("kind 0")).isNull();

        nanos.addAndGet(TimeUnit.MINUTES.toNanos(1));
        assertThat(occurrences.one("kind 0")).isEqualTo("times=2");
    }

    @Test
    void whatHasNotHappenedForAMinuteMakesRoom() {
        assertThat(each(Occurrences.MOST_KINDS)).hasSize(Occurrences.MOST_KINDS);
        assertThat(occurrences.one("one more")).isEqualTo("others=1");

        nanos.addAndGet(TimeUnit.MINUTES.toNanos(1));

        assertThat(occurrences.one("one more")).isEqualTo("times=1");
    }

    /// Every time is told in the end, in whichever line.
    @Test
    void whatMadeRoomIsCountedAmongOthers() {
        assertThat(each(Occurrences.MOST_KINDS)).hasSize(Occurrences.MOST_KINDS);
        assertThat(occurrences.one("one more")).isEqualTo("others=1");
        assertThat(each(Occurrences.MOST_KINDS)).isEmpty();

        nanos.addAndGet(TimeUnit.MINUTES.toNanos(1));
        assertThat(occurrences.one("one more")).isEqualTo("times=1");
        assertThat(each(Occurrences.MOST_KINDS)).contains("others=" + (Occurrences.MOST_KINDS + 1));
    }

    /// What is told of each.
    private Stream<String> each(int kinds) {
        return IntStream.range(0, kinds)
                .mapToObj(kind -> occurrences.one("kind " + kind))
                .filter(Objects::nonNull);
    }
}
