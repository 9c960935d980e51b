package io.advicly.calendly.webhook.intake;

import io.advicly.calendly.platform.body.BodyReader;
import io.advicly.calendly.platform.body.HeldBodies;
import io.advicly.calendly.platform.problem.EarlyRefusal;
import io.advicly.calendly.webhook.WebhookMetrics;
import io.advicly.calendly.webhook.WebhookSettings;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.util.function.Consumer;

/// Reads the bodies of deliveries. What goes beyond the bounds is answered here.
@Singleton
class DeliveryBodies {

    private final long max;
    private final BodyReader reader;
    private final WebhookMetrics metrics;
    private final EarlyRefusal refusal;

    DeliveryBodies(
            WebhookSettings settings,
            BodyReader reader,
            WebhookMetrics metrics,
            EarlyRefusal refusal) {
        this.max = settings.maxBodySize().asLongValue();
        this.reader = reader;
        this.metrics = metrics;
        this.refusal = refusal;
    }

    /// To be called on the request's own context. Whoever is given a body verifies it at once.
    void read(HttpServerRequest request, HeldBodies.Door door, Consumer<byte[]> whole) {
        reader.read(request, door, max, new Reading(request, whole));
    }

    private final class Reading implements BodyReader.Receiver {

        private final HttpServerRequest request;
        private final Consumer<byte[]> whole;

        Reading(HttpServerRequest request, Consumer<byte[]> whole) {
            this.request = request;
            this.whole = whole;
        }

        @Override
        public void whole(BodyReader.Body body) {
            body.letGo();
            whole.accept(body.bytes());
        }

        @Override
        public void refused(BodyReader.Refusal why) {
            metrics.rejected(why.code());
            refusal.refuse(request, problem(why));
        }
    }

    private HttpProblem problem(BodyReader.Refusal why) {
        return switch (why) {
            case TOO_LARGE -> WebhookProblems.tooLarge(max);
            case TOO_MANY_BYTES, TOO_SLOW -> WebhookProblems.tooMany();
        };
    }
}
