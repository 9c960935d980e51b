package io.advicly.calendly.calendly.http.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import io.advicly.calendly.calendly.CalendlyAnswer;
import io.advicly.calendly.calendly.CalendlyFailure;
import io.advicly.calendly.calendly.TestSettings;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RepeatPolicyTest {

    private static final CalendlyAnswer ANSWER = CalendlyAnswer.none("m");
    private final CalendlyFailure away = new CalendlyFailure.Unavailable(ANSWER, true, null);
    private static final Duration PLENTY = Duration.ofSeconds(10);

    @ParameterizedTest
    @CsvSource({"0, 0, 100", "0, 1, 200", "1, 0, 200", "1, 0.5, 300", "2, 1, 800", "9, 1, 2000"})
    void doublesThePauseAndMakesHalfOfItRandom(int repeated, double random, int millis) {
        // Given
        RepeatPolicy policy = new RepeatPolicy(TestSettings.http(), () -> random);

        // Then
        assertThat(policy.backOff(repeated)).isEqualTo(Duration.ofMillis(millis));
    }

    @Test
    void repeatsTwiceAtMost() {
        // Given
        RepeatPolicy policy = new RepeatPolicy(TestSettings.http(), () -> 0);

        // Then
        assertThat(policy.pause(away, 1, PLENTY)).isPresent();
        assertThat(policy.pause(away, 2, PLENTY)).isEmpty();
    }

    @Test
    void doesNotPauseBeyondTheTimeLeft() {
        // Given
        RepeatPolicy policy = new RepeatPolicy(TestSettings.http(), () -> 1);

        // Then
        assertThat(policy.pause(away, 0, Duration.ofMillis(200))).isEmpty();
        assertThat(policy.pause(away, 0, Duration.ofMillis(201))).isPresent();
    }

    @ParameterizedTest
    @CsvSource({"3, true", "4, false"})
    void waitsForARateLimitOnlyWhenItResetsSoon(int seconds, boolean waits) {
        // Given
        RepeatPolicy policy = new RepeatPolicy(TestSettings.http(), () -> 1);
        Duration reset = Duration.ofSeconds(seconds);

        // When
        Optional<Duration> pause =
                policy.pause(new CalendlyFailure.RateLimited(ANSWER, reset), 0, PLENTY);

        // Then
        assertThat(pause).isEqualTo(waits ? Optional.of(reset) : Optional.empty());
    }

    @Test
    void neverRepeatsARefusal() {
        // Given
        RepeatPolicy policy = new RepeatPolicy(TestSettings.http(), () -> 1);

        // Then
        assertThat(policy.pause(new CalendlyFailure.Rejected(ANSWER), 0, PLENTY)).isEmpty();
        assertThat(policy.pause(new CalendlyFailure.NotFound(ANSWER), 0, PLENTY)).isEmpty();
        assertThat(policy.pause(new CalendlyFailure.Unauthenticated(ANSWER), 0, PLENTY)).isEmpty();
        assertThat(policy.pause(new CalendlyFailure.GrantRejected(ANSWER), 0, PLENTY)).isEmpty();
    }
}
