package io.advicly.calendly.webhook.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import io.advicly.calendly.webhook.queue.Disposition;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryPolicyTest {

    private static final Instant NOW = Instant.parse("2026-02-01T09:30:00Z");
    private static final RetryPolicy POLICY =
            new RetryPolicy(5, Duration.ofSeconds(1), Duration.ofMinutes(1));

    @ParameterizedTest
    @CsvSource({"1,1", "2,2", "3,4", "6,32", "7,60", "50,60", "2000000000,60"})
    void theWaitDoublesUpToItsMaximum(int attempts, long seconds) {
        assertThat(POLICY.delay(attempts, 0)).isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void jitterTakesAwayAtMostHalf() {
        IntStream.rangeClosed(0, 100)
                .mapToObj(percent -> POLICY.delay(4, percent / 100.0))
                .forEach(delay ->
                        assertThat(delay).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(8)));
        assertThat(POLICY.delay(4, 1)).isEqualTo(Duration.ofSeconds(4));
    }

    @Test
    void aFailureIsTriedAgainUntilTheLastAttempt() {
        // Given
        Outcome failed = new Outcome.Failed("invitee.created", "away", Duration.ZERO);
        // Then
        assertThat(POLICY.after(failed, 4, NOW, 0))
                .isEqualTo(new Disposition.Retry("invitee.created", NOW.plusSeconds(8), "away"));
        assertThat(POLICY.after(failed, 5, NOW, 0))
                .isEqualTo(new Disposition.Settled("dead", "invitee.created", "away"));
    }

    @Test
    void calendlysOwnWaitIsRespectedWhenItIsLonger() {
        Outcome limited = new Outcome.Failed(null, "429", Duration.ofSeconds(30));
        assertThat(POLICY.after(limited, 1, NOW, 0))
                .isEqualTo(new Disposition.Retry(null, NOW.plusSeconds(30), "429"));
        assertThat(POLICY.after(limited, 6, NOW, 0))
                .isEqualTo(new Disposition.Settled("dead", null, "429"));
        assertThat(
                        new RetryPolicy(9, Duration.ofSeconds(60), Duration.ofMinutes(5))
                                .after(limited, 1, NOW, 0))
                .isEqualTo(new Disposition.Retry(null, NOW.plusSeconds(60), "429"));
    }

    @Test
    void whatIsDoneOrHopelessIsSettledAtOnce() {
        assertThat(POLICY.after(new Outcome.Processed("e"), 1, NOW, 0))
                .isEqualTo(new Disposition.Settled("processed", "e", null));
        assertThat(POLICY.after(new Outcome.Ignored("e", "why"), 1, NOW, 0))
                .isEqualTo(new Disposition.Settled("ignored", "e", "why"));
        assertThat(POLICY.after(new Outcome.Hopeless(null, "why"), 1, NOW, 0))
                .isEqualTo(new Disposition.Settled("dead", null, "why"));
    }
}
