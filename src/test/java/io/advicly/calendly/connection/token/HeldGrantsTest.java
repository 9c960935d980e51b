package io.advicly.calendly.connection.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.advicly.calendly.platform.stop.ShutdownGuard;
import io.advicly.calendly.platform.work.IsolatedContexts;
import io.advicly.calendly.testing.SandboxResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(SandboxResource.class)
class HeldGrantsTest {

    private final UUID key = UUID.randomUUID();
    private final HeldGrants held;

    HeldGrantsTest(IsolatedContexts contexts, ShutdownGuard shutdownGuard) {
        this.held = new HeldGrants(contexts, shutdownGuard);
    }

    @Test
    void areStoredHoweverOftenThatFails() {
        AtomicInteger attempts = new AtomicInteger();

        CompletableFuture<String> stored =
                held.store(
                                key,
                                () ->
                                        attempts.incrementAndGet() < 3
                                                ? Uni.createFrom()
                                                        .failure(new IllegalStateException("away"))
                                                : Uni.createFrom().item("stored"))
                        .subscribeAsCompletionStage();

        await().untilAsserted(() -> assertThat(stored).isCompletedWithValue("stored"));
        assertThat(attempts).hasValue(3);
        assertThat(held.isHolding(key)).isFalse();
    }

    @Test
    void areStoredAlthoughWhoeverAskedHasGone() {
        AtomicInteger attempts = new AtomicInteger();
        held.store(
                        key,
                        () ->
                                attempts.incrementAndGet() < 2
                                        ? Uni.createFrom()
                                                .failure(new IllegalStateException("away"))
                                        : Uni.createFrom().item("stored"))
                .subscribe()
                .with(stored -> {})
                .cancel();

        await().untilAsserted(() -> assertThat(attempts).hasValue(2));
        await().untilAsserted(() -> assertThat(held.isHolding(key)).isFalse());
    }

    @Test
    void areWaitedForUntilTheyAreThrough() {
        AtomicReference<UniEmitter<? super Void>> late = new AtomicReference<>();
        held.goOn(key, () -> Uni.createFrom().<Void>emitter(late::set));
        await().until(() -> late.get() != null);
        assertThat(held.isHolding(key)).isTrue();
        CompletableFuture<Void> settled = held.settled(key).subscribeAsCompletionStage();
        assertThat(settled).isNotDone();

        late.get().complete(null);

        await().untilAsserted(() -> assertThat(settled).isCompleted());
        assertThat(held.isHolding(key)).isFalse();
        assertThat(held.settled(key).subscribeAsCompletionStage()).isCompleted();
    }

    @Test
    void letGoOfAnAnswerThatDoesNotCome() {
        held.goOn(key, () -> Uni.createFrom().failure(new IllegalStateException("lost")));

        await().untilAsserted(() -> assertThat(held.isHolding(key)).isFalse());
    }
}
