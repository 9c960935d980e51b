package io.advicly.calendly.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PulseTest {

    private final AtomicLong nanos = new AtomicLong();
    private final Pulse pulse = new Pulse(nanos::get);

    @BeforeEach
    void beatForASecond() {
        for (int time = 0; time < 10; time++) {
            pass(100);
            pulse.beat();
        }
    }

    @Test
    void beatsWhileNothingStandsStill() {
        assertThat(pulse.stoodStill(1_000)).isZero();
    }

    /// Whoever asks may be sooner than the next beat.
    @Test
    void missesBeatsWhereAllStandsStill() {
        pass(10_600);
        assertThat(pulse.stoodStill(10_686)).isEqualTo(10_600);
        pulse.beat();
        assertThat(pulse.stoodStill(10_686)).isEqualTo(10_600);
        assertThat(pulse.stoodStill(2_000)).isEqualTo(2_000);
        pass(100);
        pulse.beat();
        assertThat(pulse.stoodStill(100)).isZero();
    }

    private void pass(long millis) {
        nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
    }
}
