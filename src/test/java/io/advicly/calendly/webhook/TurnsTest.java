package io.advicly.calendly.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TurnsTest {

    private static final Instant NOW = Instant.parse("2026-03-01T09:00:00Z");

    private final Turns turns = new Turns();

    @Test
    void theFirstOneIsNext() {
        assertThat(turns.next("a", NOW)).isEqualTo(NOW);
    }

    @Test
    void manyOfOneOrganizationStandInARow() {
        assertThat(turns.next("a", NOW)).isEqualTo(NOW);
        assertThat(turns.next("a", NOW)).isEqualTo(NOW.plus(Turns.SPACING));
        assertThat(turns.next("a", NOW)).isEqualTo(NOW.plus(Turns.SPACING.multipliedBy(2)));
    }

    @Test
    void anotherOrganizationStandsBeforeTheirEnd() {
        // Given
        for (int number = 0; number < 5_000; number++) {
            turns.next("noisy", NOW);
        }
        // When
        Instant other = turns.next("quiet", NOW.plusMillis(100));
        // Then
        assertThat(other).isBefore(turns.next("noisy", NOW.plusMillis(100)));
        assertThat(other).isEqualTo(NOW.plusMillis(100));
    }

    @Test
    void whoeverHasWaitedBeginsAtTheTimeOfArrival() {
        turns.next("a", NOW);
        assertThat(turns.next("a", NOW.plusSeconds(1))).isEqualTo(NOW.plusSeconds(1));
    }

    @Test
    void noRowIsLongerThanAllowed() {
        long longest = TimeUnit.MICROSECONDS.convert(Turns.LONGEST_ROW);
        assertThat(Turns.after(longest, 0)).isEqualTo(longest);
    }

    @Test
    void aTurnIsAsPreciseAsTheDatabase() {
        assertThat(turns.next("a", NOW.plusNanos(1_999))).isEqualTo(NOW.plusNanos(1_000));
    }

    @Test
    void whoComesExactlyASpacingLaterIsNextInTheRow() {
        long spacing = TimeUnit.MICROSECONDS.convert(Turns.SPACING);
        assertThat(Turns.after(1, spacing + 1)).isEqualTo(spacing + 1);
        assertThat(Turns.after(1, spacing + 2)).isEqualTo(spacing + 2);
        assertThat(Turns.after(2, spacing + 1)).isEqualTo(spacing + 2);
    }
}
