package io.advicly.calendly.platform.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.junit.jupiter.api.Test;

/// Loops that have stopped turning are noticed.
class WatchdogTest {

    private final AtomicLong now = new AtomicLong();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Watchdog watchdog = new Watchdog(meters, now::get);
    private final LoopsHealth health = new LoopsHealth(watchdog);

    @Test
    void aTurnThatEndsIsForgotten() {
        turn("syncs", Uni.createFrom().item(true));
        turn("refreshes", Uni.createFrom().failure(new IllegalStateException("for the test")));
        pass(Watchdog.DEAD);

        assertThat(watchdog.standingFor(Watchdog.TOLD)).isEmpty();
        assertThat(health.call().getStatus()).isEqualTo(HealthCheckResponse.Status.UP);
    }

    @Test
    void aTurnWithoutAnEndIsToldAfterAMinuteAndFatalAfterFive() {
        turn("syncs", Uni.createFrom().nothing());
        assertThat(watchdog.standingFor(Watchdog.TOLD)).isEmpty();

        pass(Watchdog.TOLD);
        assertThat(watchdog.standingFor(Watchdog.TOLD)).containsExactly("syncs");
        assertThat(health.call().getStatus()).isEqualTo(HealthCheckResponse.Status.UP);

        pass(Watchdog.DEAD);
        assertThat(health.call().getStatus()).isEqualTo(HealthCheckResponse.Status.DOWN);
        assertThat(health.call().getData().orElseThrow()).containsEntry("standing", "syncs");
    }

    @Test
    void aTurnThatThrowsIsForgottenToo() {
        turn(
                "syncs",
                Uni.createFrom()
                        .deferred(() -> {
                            throw new IllegalStateException("for the test");
                        }));
        pass(Watchdog.DEAD);

        assertThat(watchdog.standingFor(Watchdog.TOLD)).isEmpty();
    }

    @Test
    void aTurnThatDoesNotComeOnIsEndedOnceAndCounted() {
        // Given
        AtomicBoolean cancelled = new AtomicBoolean();
        Uni<Boolean> lost =
                Uni.createFrom()
                        .<Boolean>nothing()
                        .onCancellation()
                        .invoke(() -> cancelled.set(true));
        CompletableFuture<Boolean> turn =
                watchdog.turn("syncs", () -> lost).subscribeAsCompletionStage();
        pass(Watchdog.ENDED.minusNanos(1));
        watchdog.look();
        assertThat(turn).isNotDone();
        // When
        pass(Duration.ofNanos(1));
        watchdog.look();
        watchdog.look();
        // Then
        assertThat(turn)
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .withCauseInstanceOf(TurnEndedException.class);
        assertThat(cancelled).as("it goes on by itself").isFalse();
        assertThat(meters.counter("loop.turns.ended", "loop", "syncs").count()).isOne();
        assertThat(watchdog.standingFor(Watchdog.TOLD)).isEmpty();
    }

    @Test
    void whatATurnSaysAfterItWasEndedIsNotHeard() {
        // Given
        AtomicReference<UniEmitter<? super Boolean>> late = new AtomicReference<>();
        CompletableFuture<Boolean> turn =
                watchdog.turn("syncs", () -> Uni.createFrom().<Boolean>emitter(late::set))
                        .subscribeAsCompletionStage();
        pass(Watchdog.ENDED);
        watchdog.look();
        // When
        late.get().complete(true);
        // Then
        assertThat(turn).isCompletedExceptionally();
    }

    /// The loop goes on: whoever rings next has the place.
    @Test
    void theSlotOfATurnThatWasEndedIsFree() {
        // Given
        Vertx vertx = Vertx.vertx();
        try {
            AtomicInteger begun = new AtomicInteger();
            Slots slots =
                    new Slots(
                            "syncs",
                            1,
                            new IsolatedContexts(vertx, () -> false),
                            watchdog,
                            () -> {
                                begun.incrementAndGet();
                                return Uni.createFrom().nothing();
                            });
            slots.wake();
            await().untilAsserted(() -> assertThat(begun).hasValue(1));
            // When
            pass(Watchdog.ENDED);
            watchdog.look();
            // Then
            await().untilAsserted(() -> {
                slots.wake();
                assertThat(begun).hasValue(2);
            });
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    /// It goes by the wall clock, which may be set back.
    @Test
    void aScheduleThatLetsNothingBeginIsToldAndFatalToo() {
        pass(Watchdog.DEAD);
        assertThat(watchdog.standingFor(Watchdog.TOLD)).as("not begun yet").isEmpty();

        tick();
        pass(Watchdog.TOLD);
        assertThat(watchdog.standingFor(Watchdog.TOLD)).containsExactly("schedule");
        tick();
        assertThat(watchdog.standingFor(Watchdog.TOLD)).isEmpty();

        pass(Watchdog.DEAD);
        assertThat(health.call().getStatus()).isEqualTo(HealthCheckResponse.Status.DOWN);
        tick();
        assertThat(health.call().getStatus()).isEqualTo(HealthCheckResponse.Status.UP);
    }

    private void tick() {
        watchdog.tick().await().indefinitely();
    }

    private void turn(String loop, Uni<?> work) {
        watchdog.turn(loop, () -> work).subscribe().with(done -> {}, failure -> {});
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }
}
