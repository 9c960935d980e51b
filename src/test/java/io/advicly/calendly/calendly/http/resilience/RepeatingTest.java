package io.advicly.calendly.calendly.http.resilience;

import static io.advicly.calendly.calendly.Calls.await;
import static io.advicly.calendly.calendly.Calls.unavailable;
import static org.assertj.core.api.Assertions.assertThat;

import io.advicly.calendly.calendly.CalendlyAnswer;
import io.advicly.calendly.calendly.CalendlyFailure;
import io.advicly.calendly.calendly.TestSettings;
import io.advicly.calendly.calendly.settings.HttpSettings;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RepeatingTest {

    private final CalendlyFailure away =
            new CalendlyFailure.Unavailable(CalendlyAnswer.none("first"), true, null);

    @Test
    void givesARepetitionOnlyTheRestOfTheTime() {
        // Given
        AtomicInteger attempts = new AtomicInteger();
        Repeating repeating = repeating(Duration.ofSeconds(2));

        // When
        CalendlyFailure.Unavailable failure =
                unavailable(
                        repeating.call(() ->
                                attempts.incrementAndGet() == 1
                                        ? Uni.createFrom().failure(away)
                                        : Uni.createFrom().nothing()));

        // Then
        assertThat(failure).isSameAs(away);
        assertThat(attempts).hasValue(2);
    }

    @Test
    void answersWhatTheRepetitionAnswers() {
        // Given
        AtomicInteger attempts = new AtomicInteger();

        // When
        String answer =
                await(
                        repeating(Duration.ofMinutes(1))
                                .call(() ->
                                        attempts.incrementAndGet() < 3
                                                ? Uni.createFrom().failure(away)
                                                : Uni.createFrom().item("good")));

        // Then
        assertThat(answer).isEqualTo("good");
        assertThat(attempts).hasValue(3);
    }

    private static Repeating repeating(Duration callTimeout) {
        HttpSettings settings = TestSettings.http("calendly.http.back-off", "2ms");
        return new Repeating(new RepeatPolicy(settings, () -> 1), callTimeout, Clock.systemUTC());
    }
}
