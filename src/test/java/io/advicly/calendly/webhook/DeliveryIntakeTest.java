package io.advicly.calendly.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

class DeliveryIntakeTest {

    private static final SignedDelivery DELIVERY =
            new SignedDelivery(
                    new Authentication.Authentic(UUID.randomUUID(), "org", KeyKind.APPLICATION),
                    "{}".getBytes(UTF_8));

    private final AtomicInteger wakeUps = new AtomicInteger();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @Test
    void wakesTheWorkerOnceTheDeliveryIsStored() {
        // Given
        Receipt stored = new Receipt.Stored(UUID.randomUUID());
        // When
        Receipt answer = accept(Uni.createFrom().item(stored));
        // Then
        assertThat(answer).isEqualTo(stored);
        assertThat(wakeUps).hasValue(1);
        assertThat(
                        registry.counter(
                                        WebhookMetrics.INGESTED,
                                        "result",
                                        "stored",
                                        "key",
                                        "application")
                                .count())
                .isEqualTo(1);
    }

    @Test
    void acknowledgesNothingThatIsNotKnownToBeStored() {
        assertThatThrownBy(
                        () -> accept(Uni.createFrom().failure(new IllegalStateException("away"))))
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        HttpProblem.class,
                        problem -> {
                            assertThat(problem.getStatusCode()).isEqualTo(503);
                            assertThat(problem.getHeaders()).containsKey("Retry-After");
                        });
        assertThat(wakeUps).hasValue(0);
    }

    private Receipt accept(Uni<Receipt> stored) {
        DeliveryIntake intake =
                new DeliveryIntake(new StubInbox(stored), worker(), new WebhookMetrics(registry));
        return intake.accept(DELIVERY).subscribeAsCompletionStage().join();
    }

    @NullUnmarked
    private DeliveryWorker worker() {
        return new DeliveryWorker(
                null, null, null, null, Settings.of(Map.of()), Clock.systemUTC()) {
            @Override
            void wake() {
                wakeUps.incrementAndGet();
            }
        };
    }

    private static final class StubInbox extends Inbox {

        private final Uni<Receipt> stored;

        @NullUnmarked
        StubInbox(Uni<Receipt> stored) {
            super(null, null);
            this.stored = stored;
        }

        @Override
        Uni<Receipt> store(SignedDelivery delivery) {
            return stored;
        }
    }
}
