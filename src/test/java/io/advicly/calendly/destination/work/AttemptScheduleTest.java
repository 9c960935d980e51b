package io.advicly.calendly.destination.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AttemptScheduleTest {

    private static final Instant FIRST = Instant.parse("2026-02-04T13:00:00Z");

    /// When each attempt of one that never succeeds is made.
    private static List<Duration> attempts(DoubleSupplier chance) {
        List<Duration> all = new ArrayList<>();
        Optional<Instant> next = Optional.of(FIRST);
        while (next.isPresent()) {
            Instant now = next.get();
            all.add(Duration.between(FIRST, now));
            next = AttemptSchedule.next(all.size(), FIRST, now, chance.getAsDouble());
        }
        return all;
    }

    @Test
    void repeatsAsTheContractSays() {
        assertThat(attempts(() -> 0.5))
                .containsExactly(
                        Duration.ZERO,
                        Duration.ofSeconds(5),
                        Duration.parse("PT5M5S"),
                        Duration.parse("PT35M5S"),
                        Duration.parse("PT2H35M5S"),
                        Duration.parse("PT7H35M5S"),
                        Duration.parse("PT17H35M5S"),
                        Duration.parse("PT31H35M5S"),
                        Duration.parse("PT51H35M5S"),
                        Duration.ofDays(3));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.25, 1})
    void endsAfter72HoursWhateverChanceSays(double chance) {
        assertThat(attempts(() -> chance)).hasSize(10).isSorted().endsWith(Duration.ofDays(3));
    }

    @Test
    void spreadsByATenth() {
        assertThat(AttemptSchedule.next(1, FIRST, FIRST, 0)).hasValue(FIRST.plusMillis(4_500));
        assertThat(AttemptSchedule.next(1, FIRST, FIRST, 1)).hasValue(FIRST.plusMillis(5_500));
        Random random = new Random(1);
        assertThat(attempts(random::nextDouble)).isNotEqualTo(attempts(random::nextDouble));
    }

    /// One that was tried more often, as the address seemed to be back, is not given up sooner.
    @Test
    void givesUpByTimeAlone() {
        assertThat(AttemptSchedule.next(50, FIRST, FIRST.plus(Duration.ofHours(71)), 0.5))
                .hasValue(FIRST.plus(Duration.ofDays(3)));
        assertThat(AttemptSchedule.next(2, FIRST, FIRST.plus(Duration.ofDays(3)), 0.5)).isEmpty();
    }
}
