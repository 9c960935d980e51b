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
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Iterator;
import java.util.List;
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

    /// No timer can be set to less than a millisecond: whoever began then was never answered.
    @Test
    void beginsNothingInTheLastFractionOfAMillisecond() {
        // Given
        AtomicInteger attempts = new AtomicInteger();
        Instant start = Instant.parse("2026-12-01T00:00:00Z");
        Iterator<Instant> times =
                List.of(start, start.plusMillis(100), start.plusNanos(999_600_000)).iterator();
        Repeating repeating = repeating(Duration.ofSeconds(1), telling(times));

        // When
        CalendlyFailure.Unavailable failure =
                unavailable(repeating.call(() -> failing(attempts.incrementAndGet())));

        // Then
        assertThat(failure).isSameAs(away);
        assertThat(attempts).hasValue(1);
    }

    private static Clock telling(Iterator<Instant> times) {
        return new Clock() {
            @Override
            public Instant instant() {
                return times.next();
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        };
    }

    private Uni<String> failing(int attempt) {
        return attempt == 1 ? Uni.createFrom().failure(away) : Uni.createFrom().nothing();
    }

    private static Repeating repeating(Duration callTimeout) {
        return repeating(callTimeout, Clock.systemUTC());
    }

    private static Repeating repeating(Duration callTimeout, Clock clock) {
        HttpSettings settings = TestSettings.http("calendly.http.back-off", "2ms");
        return new Repeating(new RepeatPolicy(settings, () -> 1), callTimeout, clock);
    }
}
