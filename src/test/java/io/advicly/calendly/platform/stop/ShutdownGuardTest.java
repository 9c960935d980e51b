package io.advicly.calendly.platform.stop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.advicly.calendly.platform.failure.StoppingException;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ShutdownGuardTest {

    private final ShutdownGuard shutdownGuard = new ShutdownGuard();
    private final AtomicReference<UniEmitter<? super String>> answer = new AtomicReference<>();

    private CompletableFuture<String> begin() {
        return shutdownGuard
                .finish(Uni.createFrom().<String>emitter(answer::set))
                .subscribeAsCompletionStage();
    }

    private CompletableFuture<Void> stop() {
        return CompletableFuture.runAsync(() -> shutdownGuard.stop(new ShutdownEvent()));
    }

    @Test
    void stopsAtOnceWhenNothingIsUnderWay() {
        assertThat(stop()).succeedsWithin(Duration.ofMinutes(1));
    }

    @Test
    void waitsForWhatIsUnderWay() {
        CompletableFuture<String> work = begin();
        CompletableFuture<Void> stopped = stop();
        await().during(Duration.ofMillis(100)).until(() -> !stopped.isDone());

        answer.get().complete("done");

        assertThat(stopped).succeedsWithin(Duration.ofMinutes(1));
        assertThat(work).isCompletedWithValue("done");
    }

    @Test
    void beginsNothingWhileStopping() {
        var _ = begin();
        UniEmitter<? super String> first = answer.get();
        CompletableFuture<Void> stopped = stop();
        Uni<Void> late = shutdownGuard.finish(Uni.createFrom().voidItem());
        await().untilAsserted(() ->
                assertThatThrownBy(() -> late.await().indefinitely())
                        .isInstanceOf(StoppingException.class));

        first.complete("done");

        assertThat(stopped).succeedsWithin(Duration.ofMinutes(1));
    }

    @Test
    void beginsNothingOnceStopped() {
        stop().join();
        AtomicBoolean begun = new AtomicBoolean();
        Uni<Void> late =
                shutdownGuard.finish(Uni.createFrom().voidItem().invoke(() -> begun.set(true)));

        assertThatThrownBy(() -> late.await().indefinitely()).isInstanceOf(StoppingException.class);
        assertThat(begun).isFalse();
    }
}
