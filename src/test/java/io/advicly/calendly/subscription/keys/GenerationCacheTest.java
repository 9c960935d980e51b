package io.advicly.calendly.subscription.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class GenerationCacheTest {

    private static final int MOST = 10;
    private static final byte[] KEYS = {1};
    private static final byte[] OTHERS = {2};

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);
    private final GenerationCache table =
            new GenerationCache(MOST, Duration.ofMinutes(4), now::get);

    @Test
    void nothingIsKnownOfWhatWasNeverPut() {
        table.put(1, KEYS);
        assertThat(table.get(2)).isNull();
    }

    @Test
    void theLastPutCounts() {
        table.put(1, KEYS);
        table.put(1, OTHERS);
        assertThat(table.get(1)).isEqualTo(OTHERS);
        assertThat(table.size()).isEqualTo(1);
    }

    @Test
    void isKnownForHalfOfTheTimeWheneverItWasPut() {
        after(Duration.ofSeconds(119));
        table.put(1, KEYS);
        after(Duration.ofMinutes(2));
        assertThat(table.get(1)).isEqualTo(KEYS);
    }

    @Test
    void isForgottenInTimeHoweverOftenItIsAskedFor() {
        table.put(1, KEYS);
        for (int second = 1; second < 240; second++) {
            after(Duration.ofSeconds(1));
            assertThat(table.get(1)).isEqualTo(KEYS);
        }
        after(Duration.ofSeconds(1));
        assertThat(table.get(1)).isNull();
    }

    @Test
    void isForgottenInTimeWhenNobodyAsksMeanwhile() {
        table.put(1, KEYS);
        after(Duration.ofSeconds(239));
        assertThat(table.get(1)).isEqualTo(KEYS);
        after(Duration.ofSeconds(1));
        assertThat(table.get(1)).isNull();
        table.put(2, KEYS);
        after(Duration.ofHours(1));
        assertThat(table.get(2)).isNull();
        assertThat(table.size()).isZero();
    }

    @Test
    void whatIsPutAgainIsTheNewOneInEveryGeneration() {
        table.put(1, KEYS);
        after(Duration.ofMinutes(2));
        table.put(1, OTHERS);
        assertThat(table.size()).isEqualTo(1);
        after(Duration.ofMinutes(2));
        assertThat(table.get(1)).isEqualTo(OTHERS);
    }

    @Test
    void aFullOneLosesWhatWasPutFirst() {
        for (int key = 1; key <= 2 * MOST; key++) {
            table.put(key, KEYS);
        }
        assertThat(table.size()).isEqualTo(2 * MOST);
        assertThat(table.get(1)).isEqualTo(KEYS);
        table.put(2 * MOST + 1, KEYS);
        assertThat(table.size()).isEqualTo(MOST + 1);
        assertThat(table.get(1)).isNull();
        assertThat(table.get(MOST + 1)).isEqualTo(KEYS);
        assertThat(table.get(2 * MOST + 1)).isEqualTo(KEYS);
    }

    @Test
    void whatIsRemovedIsGoneFromBothGenerations() {
        table.put(1, KEYS);
        after(Duration.ofMinutes(2));
        table.put(2, KEYS);
        table.remove(1);
        table.remove(2);
        assertThat(table.get(1)).isNull();
        assertThat(table.get(2)).isNull();
    }

    @Test
    void nothingIsLeftAfterAClear() {
        table.put(1, KEYS);
        after(Duration.ofMinutes(2));
        table.put(2, KEYS);
        table.clear();
        assertThat(table.size()).isZero();
    }

    private void after(Duration time) {
        now.addAndGet(time.toNanos());
    }
}
