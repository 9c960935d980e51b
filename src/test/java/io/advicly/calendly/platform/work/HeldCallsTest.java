package io.advicly.calendly.platform.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HeldCallsTest {

    /// 256 MiB, as in the manifests.
    @Test
    void areNoMoreThanFitIntoMemory() {
        HeldCalls held = new HeldCalls(256L << 20);
        assertThat(IntStream.range(0, 5_000).filter(any -> held.take()).count()).isEqualTo(4_096);
        held.giveBack();
        assertThat(held.take()).isTrue();
        assertThat(held.take()).isFalse();
    }

    @Test
    void areHeldWhereverThereIsAnyMemoryAtAll() {
        assertThat(new HeldCalls(1).take()).isTrue();
        assertThat(new HeldCalls(Long.MAX_VALUE).take()).isTrue();
    }
}
