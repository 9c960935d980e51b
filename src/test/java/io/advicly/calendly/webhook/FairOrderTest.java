package io.advicly.calendly.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class FairOrderTest {

    private static final Instant NOW = Instant.parse("2026-03-01T09:00:00Z");

    private final FairOrder fairOrder = new FairOrder();

    @Test
    void theFirstOneIsNext() {
        assertThat(fairOrder.next("a", NOW)).isEqualTo(NOW);
    }

    @Test
    void manyOfOneOrganizationStandInARow() {
        assertThat(fairOrder.next("a", NOW)).isEqualTo(NOW);
        assertThat(fairOrder.next("a", NOW)).isEqualTo(NOW.plus(FairOrder.SPACING));
        assertThat(fairOrder.next("a", NOW)).isEqualTo(NOW.plus(FairOrder.SPACING.multipliedBy(2)));
    }

    @Test
    void anotherOrganizationStandsBeforeTheirEnd() {
        // Given
        for (int number = 0; number < 5_000; number++) {
            fairOrder.next("noisy", NOW);
        }
        // When
        Instant other = fairOrder.next("quiet", NOW.plusMillis(100));
        // Then
        assertThat(other).isBefore(fairOrder.next("noisy", NOW.plusMillis(100)));
        assertThat(other).isEqualTo(NOW.plusMillis(100));
    }

    @Test
    void whoeverHasWaitedBeginsAtTheTimeOfArrival() {
        fairOrder.next("a", NOW);
        assertThat(fairOrder.next("a", NOW.plusSeconds(1))).isEqualTo(NOW.plusSeconds(1));
    }

    @Test
    void noRowIsLongerThanAllowed() {
        long longest = TimeUnit.MICROSECONDS.convert(FairOrder.LONGEST_ROW);
        assertThat(FairOrder.after(longest, 0)).isEqualTo(longest);
    }

    @Test
    void aTurnIsAsPreciseAsTheDatabase() {
        assertThat(fairOrder.next("a", NOW.plusNanos(1_999))).isEqualTo(NOW.plusNanos(1_000));
    }

    @Test
    void whoComesExactlyASpacingLaterIsNextInTheRow() {
        long spacing = TimeUnit.MICROSECONDS.convert(FairOrder.SPACING);
        assertThat(FairOrder.after(1, spacing + 1)).isEqualTo(spacing + 1);
        assertThat(FairOrder.after(1, spacing + 2)).isEqualTo(spacing + 2);
        assertThat(FairOrder.after(2, spacing + 1)).isEqualTo(spacing + 2);
    }
}
