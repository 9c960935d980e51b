package io.advicly.calendly.sync.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.advicly.calendly.calendly.CalendlyAnswer;
import io.advicly.calendly.calendly.CalendlyFailure;
import java.time.Duration;
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

        assertThat(SyncRetry.pause(1, refused, Duration.ofMinutes(4)))
                .contains(Duration.ofMinutes(4));
        assertThat(SyncRetry.pause(1, refused, Duration.ZERO)).contains(Duration.ofSeconds(2));
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
