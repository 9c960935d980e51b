package io.advicly.calendly.platform.chain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class DeadlineTest {

    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final Hand clock = new Hand();
    private final Deadline deadline = new Deadline(clock, LIMIT);

    /// A clock that is set by hand.
    private static final class Hand extends Clock {

        private Instant now = Instant.parse("2026-02-01T08:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        void pass(Duration time) {
            now = now.plus(time);
        }
    }

    @Test
    void whoeverHasWaitedForOneHasTheRestForTheOthers() {
        assertThat(deadline.left()).isEqualTo(LIMIT);
        clock.pass(Duration.ofSeconds(3));
        assertThat(deadline.left()).isEqualTo(Duration.ofSeconds(2));
        clock.pass(Duration.ofSeconds(1));
        assertThat(deadline.left()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void timeRunsFromTheFirstWaitOn() {
        clock.pass(Duration.ofMinutes(1));

        assertThat(deadline.left()).isEqualTo(LIMIT);
    }

    @Test
    void whoeverHasNoneLeftWaitsForAMomentSoThatItBegins() {
        assertThat(deadline.left()).isEqualTo(LIMIT);
        clock.pass(Duration.ofDays(1));

        assertThat(deadline.left()).isEqualTo(Duration.ofMillis(1));
    }

    @Test
    void nobodyWaitsLongerBecauseTheClockWasSetBack() {
        assertThat(deadline.left()).isEqualTo(LIMIT);
        clock.pass(Duration.ofHours(-1));

        assertThat(deadline.left()).isEqualTo(LIMIT);
    }
}
