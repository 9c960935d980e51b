package io.advicly.calendly.platform.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// However many steps it takes, it ends.
class InBatchesTest {

    private static final int STEPS = 100_000;

    private final AtomicInteger left = new AtomicInteger(STEPS);

    @Test
    void manyStepsThatAnswerAtOnce() {
        assertThat(
                        InBatches.all(1, () -> Uni.createFrom().item(step()))
                                .subscribeAsCompletionStage()
                                .join())
                .isEqualTo(STEPS);
    }

    @Test
    void manyStepsThatAnswerOnAnotherThread() {
        ExecutorService other = Executors.newSingleThreadExecutor();
        assertThat(
                        InBatches.all(
                                        1,
                                        () ->
                                                Uni.createFrom()
                                                        .emitter(emitter ->
                                                                other.execute(() ->
                                                                        emitter.complete(step()))))
                                .subscribeAsCompletionStage()
                                .join())
                .isEqualTo(STEPS);
        other.shutdown();
    }

    private int step() {
        return left.getAndDecrement() > 0 ? 1 : 0;
    }
}
