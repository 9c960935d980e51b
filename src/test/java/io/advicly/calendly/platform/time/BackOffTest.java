package io.advicly.calendly.platform.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackOffTest {

    private static final BackOff DOUBLING =
            BackOff.doubling(Duration.ofSeconds(2), Duration.ofSeconds(12));

    @Test
    void doublesUpToTheLongest() {
        assertThat(IntStream.rangeClosed(1, 5).mapToObj(DOUBLING::after).map(Duration::toSeconds))
                .containsExactly(2L, 4L, 8L, 12L, 12L);
    }

    @Test
    void growsFourfold() {
        BackOff fourfold = BackOff.fourfold(Duration.ofMinutes(1), Duration.ofMinutes(64));

        assertThat(IntStream.rangeClosed(1, 5).mapToObj(fourfold::after).map(Duration::toMinutes))
                .containsExactly(1L, 4L, 16L, 64L, 64L);
    }

    @Test
    void neverEndsHoweverManyFailuresThereWere() {
        assertThat(DOUBLING.after(Integer.MAX_VALUE)).isEqualTo(Duration.ofSeconds(12));
    }

    @Test
    void isNeverLongerThanTheLongestNotEvenTheFirst() {
        assertThat(BackOff.doubling(Duration.ofHours(2), Duration.ofHours(1)).after(1))
                .isEqualTo(Duration.ofHours(1));
    }

    @Test
    void isShortenedByHalfAtMost() {
        assertThat(DOUBLING.after(2, 0)).isEqualTo(Duration.ofSeconds(4));
        assertThat(DOUBLING.after(2, 0.5)).isEqualTo(Duration.ofSeconds(3));
        assertThat(DOUBLING.after(2, 1)).isEqualTo(Duration.ofSeconds(2));
    }
}
