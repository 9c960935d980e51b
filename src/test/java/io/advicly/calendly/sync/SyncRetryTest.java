package io.advicly.calendly.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.advicly.calendly.calendly.CalendlyAnswer;
import io.advicly.calendly.calendly.CalendlyFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
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

    @Test
    void startsAgainWhenThePageTokenIsNoGoodAnyMore() {
        CalendlyFailure rejected = new CalendlyFailure.Rejected(ANSWER);

        assertThat(SyncRetry.fromTheStart(job("token"), rejected)).isTrue();
        assertThat(SyncRetry.fromTheStart(job(null), rejected)).isFalse();
        assertThat(SyncRetry.fromTheStart(job("token"), new IllegalStateException())).isFalse();
    }

    private static SyncJob job(@Nullable String pageToken) {
        return new SyncJob(
                UUID.randomUUID(),
                UUID.randomUUID(),
                UUID.randomUUID(),
                Instant.EPOCH,
                Instant.EPOCH,
                pageToken,
                null,
                0,
                1);
    }
}
