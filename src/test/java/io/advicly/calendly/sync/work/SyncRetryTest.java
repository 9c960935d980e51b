package io.advicly.calendly.sync.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.advicly.calendly.calendly.CalendlyAnswer;
import io.advicly.calendly.calendly.CalendlyFailure;
import io.advicly.calendly.sync.job.SyncJob;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SyncRetryTest {

    private static final CalendlyAnswer ANSWER = CalendlyAnswer.none("test");

    @Test
    void waitsLongerEachTime() {
        RuntimeException failure = new IllegalStateException();

        assertThat(SyncRetry.pause(1, failure)).contains(Duration.ofSeconds(2));
        assertThat(SyncRetry.pause(2, failure)).contains(Duration.ofSeconds(4));
        assertThat(SyncRetry.pause(7, failure)).contains(Duration.ofSeconds(128));
        assertThat(SyncRetry.pause(8, failure)).isEmpty();
    }

    /// Else nobody reads before the next night what was missed in this one.
    @Test
    void goesOnThroughANightWhereCalendlyIsAway() {
        CalendlyFailure away = new CalendlyFailure.Unavailable(ANSWER, false, null);
        Duration waited = Duration.ZERO;
        int attempts = 0;
        for (Optional<Duration> pause = Optional.of(Duration.ZERO);
                pause.isPresent();
                pause = SyncRetry.pause(attempts, SyncJob.MOST_AT_NIGHT, away, Duration.ZERO)) {
            waited = waited.plus(pause.get());
            attempts++;
        }

        assertThat(waited).isBetween(Duration.ofHours(4), Duration.ofHours(6));
        assertThat(
                        SyncRetry.pause(
                                8,
                                SyncJob.MOST_AT_NIGHT,
                                new IllegalStateException(),
                                Duration.ZERO))
                .isEmpty();
    }

    @Test
    void waitsAsLongAsCalendlyAsks() {
        assertThat(
                        SyncRetry.pause(
                                1, new CalendlyFailure.RateLimited(ANSWER, Duration.ofSeconds(40))))
                .contains(Duration.ofSeconds(40));
    }

    @Test
    void waitsUntilANewTokenMayBeMade() {
        CalendlyFailure refused = new CalendlyFailure.Unauthenticated(ANSWER);

        assertThat(SyncRetry.pause(1, 8, refused, Duration.ofMinutes(4)))
                .contains(Duration.ofMinutes(4));
        assertThat(SyncRetry.pause(1, 8, refused, Duration.ZERO)).contains(Duration.ofSeconds(2));
    }

    @Test
    void givesUpAtOnceWhatCannotBecomeAllowed() {
        assertThat(
                        SyncRetry.pause(
                                1,
                                new CalendlyFailure.Forbidden(
                                        ANSWER, CalendlyFailure.Forbidden.Reason.SCOPE)))
                .isEmpty();
    }
}
