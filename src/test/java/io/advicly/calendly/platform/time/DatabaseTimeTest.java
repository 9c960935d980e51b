package io.advicly.calendly.platform.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/// Replicas agree on the time, however wrong their machines are.
class DatabaseTimeTest {

    private static final Instant MACHINE = Instant.parse("2026-11-28T10:00:00Z");
    private static final Instant DATABASE = Instant.parse("2026-11-28T09:00:00Z");

    private final AtomicLong nanos = new AtomicLong();
    private final DatabaseTime time =
            new DatabaseTime(Clock.fixed(MACHINE, ZoneOffset.UTC), nanos::get);

    @Test
    void isTheMachinesUntilTheDatabaseWasAsked() {
        assertThat(time.instant()).isEqualTo(MACHINE);
    }

    @Test
    void isTheDatabasesFromThenOn() {
        pass(Duration.ofMillis(10));
        time.answered(DATABASE, 0);
        assertThat(time.instant()).isEqualTo(DATABASE.plusMillis(5));
        pass(Duration.ofMinutes(1));
        assertThat(time.instant()).isEqualTo(DATABASE.plusMillis(5).plusSeconds(60));
    }

    @Test
    void anAnswerThatTookLongIsNotBelieved() {
        time.answered(DATABASE, 0);
        pass(Duration.ofSeconds(2));
        time.answered(MACHINE, 0);
        assertThat(time.instant()).isEqualTo(DATABASE.plusSeconds(2));
    }

    private void pass(Duration duration) {
        nanos.addAndGet(duration.toNanos());
    }
}
