package io.advicly.calendly.platform.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TokenBucketTest {

    private final AtomicLong now = new AtomicLong(-5);
    private final TokenBucket tokenBucket = new TokenBucket(10, now::get);

    @Test
    void allowsASecondsWorthAtOnce() {
        assertThat(taken(100)).isEqualTo(10);
    }

    @Test
    void givesBackWithTime() {
        // Given
        assertThat(taken(100)).isEqualTo(10);
        // When
        now.addAndGet(TimeUnit.MILLISECONDS.toNanos(300));
        // Then
        assertThat(taken(100)).isEqualTo(3);
    }

    @Test
    void savesUpNoMoreThanASecondsWorth() {
        now.addAndGet(TimeUnit.HOURS.toNanos(1));
        assertThat(taken(100)).isEqualTo(10);
    }

    @Test
    void allowsAsMuchInFewLargeParts() {
        assertThat(tokenBucket.take(11)).isFalse();
        assertThat(tokenBucket.take(7)).isTrue();
        assertThat(tokenBucket.take(4)).isFalse();
        assertThat(tokenBucket.take(3)).isTrue();
        assertThat(tokenBucket.take()).isFalse();
    }

    private long taken(int times) {
        return IntStream.range(0, times).filter(time -> tokenBucket.take()).count();
    }
}
