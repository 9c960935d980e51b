package io.advicly.calendly.webhook.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.advicly.calendly.platform.overview.Latencies;
import io.advicly.calendly.webhook.AnswerTimes;
import io.advicly.calendly.webhook.FairOrder;
import io.advicly.calendly.webhook.KeyKind;
import io.advicly.calendly.webhook.Receipt;
import io.advicly.calendly.webhook.Settings;
import io.advicly.calendly.webhook.WebhookMetrics;
import io.advicly.calendly.webhook.inbox.Inbox;
import io.advicly.calendly.webhook.inbox.SignedDelivery;
import io.advicly.calendly.webhook.signature.Authentication;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.enterprise.inject.Vetoed;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DeliveryIntakeTest {

    private static final SignedDelivery DELIVERY =
            new SignedDelivery(
                    new Authentication.Authentic(
                            UUID.randomUUID(), "org", KeyKind.APPLICATION, false),
                    "{}".getBytes(UTF_8),
                    null);

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @Test
    void acknowledgesAndCountsWhatIsStored() {
        assertThat(accept(new Receipt.Stored(UUID.randomUUID()), null)).isNull();
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
        HttpProblem refusal =
                Objects.requireNonNull(accept(null, new IllegalStateException("away")));
        assertThat(refusal.getStatusCode()).isEqualTo(503);
        assertThat(refusal.getHeaders()).containsKey("Retry-After");
        assertThat(registry.counter(WebhookMetrics.NOT_STORED, "reason", "failed").count())
                .isEqualTo(1);
    }

    private @Nullable HttpProblem accept(@Nullable Receipt receipt, @Nullable Throwable failure) {
        List<@Nullable HttpProblem> answers = new ArrayList<>();
        new DeliveryIntake(new StubInbox(receipt, failure), new WebhookMetrics(registry))
                .accept(DELIVERY, answers::add);
        assertThat(answers).hasSize(1);
        return answers.getFirst();
    }

    @Vetoed
    private static final class StubInbox extends Inbox {

        private final @Nullable Receipt receipt;
        private final @Nullable Throwable failure;

        @NullUnmarked
        StubInbox(@Nullable Receipt receipt, @Nullable Throwable failure) {
            super(
                    null,
                    null,
                    new FairOrder(),
                    new AnswerTimes(),
                    new Latencies(),
                    new WebhookMetrics(new SimpleMeterRegistry()),
                    Settings.of(Map.of()),
                    Clock.systemUTC());
            this.receipt = receipt;
            this.failure = failure;
        }

        @Override
        public void store(
                SignedDelivery delivery,
                BiConsumer<@Nullable Receipt, @Nullable Throwable> answer) {
            answer.accept(receipt, failure);
        }
    }
}
