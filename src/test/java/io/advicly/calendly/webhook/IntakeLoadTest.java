package io.advicly.calendly.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class IntakeLoadTest {

    private static final int RATE = 1_000;
    private static final long MILLISECOND = 1_000_000;

    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 10); // it may overflow
    private final IntakeLoad load = new IntakeLoad(RATE, clock::get);

    @Test
    void belowTheRateItIsNeverHighHoweverManyShareACommit() {
        for (int commit = 0; commit < 200; commit++) {
            arrive(32, 64);
            assertThat(load.isHigh()).as("after commit %d", commit).isFalse();
        }
    }

    @Test
    void aboveTheRateItIsHighForAsLongAsItLasts() {
        for (int commit = 0; commit < 30; commit++) {
            arrive(8, 4);
        }
        assertThat(load.isHigh()).isTrue();
        for (int commit = 0; commit < 200; commit++) {
            arrive(8, 4);
            assertThat(load.isHigh()).as("after commit %d", commit).isTrue();
        }
    }

    @Test
    void aBurstIsForgottenSoonHoweverLargeItWas() {
        arrive(5_000, 0);
        assertThat(load.isHigh()).isTrue();
        clock.addAndGet(51 * MILLISECOND);
        assertThat(load.isHigh()).isFalse();
    }

    @Test
    void atFirstThereIsNone() {
        assertThat(load.isHigh()).isFalse();
    }

    private void arrive(int deliveries, long millisSinceTheLast) {
        clock.addAndGet(millisSinceTheLast * MILLISECOND);
        load.committed(deliveries);
    }
}
