package io.advicly.calendly.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.inject.Vetoed;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

class DeliveryIntakeTest {

    private static final SignedDelivery DELIVERY =
            new SignedDelivery(
                    new Authentication.Authentic(UUID.randomUUID(), "org", KeyKind.APPLICATION),
                    "{}".getBytes(UTF_8));

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @Test
    void countsWhatIsStored() {
        // Given
        Receipt stored = new Receipt.Stored(UUID.randomUUID());
        // When
        Receipt answer = accept(Uni.createFrom().item(stored));
        // Then
        assertThat(answer).isEqualTo(stored);
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
    }

    private Receipt accept(Uni<Receipt> stored) {
        DeliveryIntake intake =
                new DeliveryIntake(new StubInbox(stored), new WebhookMetrics(registry));
        return intake.accept(DELIVERY).subscribeAsCompletionStage().join();
    }

    @Vetoed
    private static final class StubInbox extends Inbox {

        private final Uni<Receipt> stored;

        @NullUnmarked
        StubInbox(Uni<Receipt> stored) {
            super(
                    null,
                    null,
                    new Turns(),
                    new WebhookMetrics(new SimpleMeterRegistry()),
                    Settings.of(Map.of()),
                    Clock.systemUTC());
            this.stored = stored;
        }

        @Override
        Uni<Receipt> store(SignedDelivery delivery) {
            return stored;
        }
    }
}
