package io.advicly.calendly.sandbox.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeliveryBackOffTest {

    @Test
    void doublesFromAMinuteAndEndsAfterADay() {
        List<Long> minutes = new ArrayList<>();
        long now = 0;
        for (int made = 1; now >= 0; made++) {
            minutes.add(now / 60_000);
            now = DeliveryBackOff.nextDue(0, now, made);
        }
        assertThat(minutes)
                .containsExactly(0L, 1L, 3L, 7L, 15L, 31L, 63L, 127L, 255L, 511L, 1023L, 1440L);
    }
}
