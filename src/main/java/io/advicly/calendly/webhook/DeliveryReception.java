package io.advicly.calendly.webhook;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.inject.Singleton;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Decides what a delivery is answered: lets only those into the inbox that Calendly signed.
///
/// Callbacks instead of Mutiny pipelines, as every delivery goes through here.
@Singleton
class DeliveryReception {

    private static final Logger LOG = Logger.getLogger(DeliveryReception.class);

    private final DeliveryAuthenticator authenticator;
    private final DeliveryIntake intake;
    private final WebhookMetrics metrics;

    DeliveryReception(
            DeliveryAuthenticator authenticator, DeliveryIntake intake, WebhookMetrics metrics) {
        this.authenticator = authenticator;
        this.intake = intake;
        this.metrics = metrics;
    }

    /// @param answer called once, on any thread: null when the delivery is stored, else the refusal
    void receive(Delivery delivery, Consumer<@Nullable HttpProblem> answer) {
        Authentication known = authenticator.fromMemory(delivery);
        if (known != null) {
            admit(known, delivery, answer);
        } else {
            authenticator
                    .authenticate(delivery)
                    .subscribe()
                    .with(
                            sender -> admit(sender, delivery, answer),
                            failure -> {
                                LOG.errorf(
                                        "webhook.not_verified reason=%s", FailureText.of(failure));
                                answer.accept(WebhookProblems.notStored());
                            });
        }
    }

    private void admit(
            Authentication sender, Delivery delivery, Consumer<@Nullable HttpProblem> answer) {
        switch (sender) {
            case Authentication.Authentic authentic ->
                    intake.accept(new SignedDelivery(authentic, delivery.body()), answer);
            case Authentication.UnknownToken _ -> {
                rejected("unknown_token", null);
                answer.accept(WebhookProblems.unknownToken());
            }
            case Authentication.Refused refused -> {
                rejected(refused.reason().code(), refused.subscriptionId());
                answer.accept(WebhookProblems.signature());
            }
            case Authentication.NotJson _ -> {
                rejected("not_json", null);
                answer.accept(WebhookProblems.notJson());
            }
        }
    }

    private void rejected(String reason, @Nullable Object subscription) {
        metrics.rejected(reason);
        LOG.warnf("webhook.rejected reason=%s subscription=%s", reason, subscription);
    }
}
