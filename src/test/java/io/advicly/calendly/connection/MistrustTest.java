package io.advicly.calendly.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// How often a grant is used for another token whose fresh ones are refused.
class MistrustTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void nothingIsThoughtOfAGrantWhoseTokensWereNeverRefused() {
        assertThat(Mistrust.of(false, 0, null, NOW)).isEqualTo(Mistrust.NONE);
        assertThat(Mistrust.NONE.mayRenew()).isTrue();
    }

    @Test
    void isLeftAloneUntilThePauseIsOver() {
        Mistrust early = Mistrust.of(true, 1, NOW.plusSeconds(40), NOW);

        assertThat(early.mayRenew()).isFalse();
        assertThat(early.untilRenewal()).isEqualTo(Duration.ofSeconds(40));
        assertThat(Mistrust.of(true, 1, NOW, NOW).mayRenew()).isTrue();
    }

    @Test
    void isTriedAgainAfterAMinuteThenFourTimesAsLongAndNeverLaterThanTheTokenLives() {
        assertThat(
                        IntStream.range(0, 6)
                                .mapToObj(refusals ->
                                        Mistrust.of(true, refusals, NOW, NOW)
                                                .nextPause()
                                                .toMinutes()))
                .containsExactly(1L, 4L, 16L, 64L, 64L, 64L);
    }

    @Test
    void thePauseHoldsThoughATokenWasTakenMeanwhile() {
        assertThat(Mistrust.of(false, 2, NOW.plusSeconds(1), NOW).mayRenew()).isFalse();
    }

    @Test
    void whatWasRefusedLongAgoIsForgotten() {
        Mistrust late = Mistrust.of(true, 4, NOW, NOW.plus(Duration.ofHours(2)).plusSeconds(1));

        assertThat(late.refused()).isTrue();
        assertThat(late.nextPause()).isEqualTo(Duration.ofMinutes(1));
    }
}
