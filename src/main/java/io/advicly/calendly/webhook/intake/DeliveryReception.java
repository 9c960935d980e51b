package io.advicly.calendly.webhook.intake;

import io.advicly.calendly.platform.log.RecurringLog;
import io.advicly.calendly.subscription.keys.SubscriptionKeys;
import io.advicly.calendly.subscription.keys.TokenLookUp;
import io.advicly.calendly.subscription.signing.SigningWatch;
import io.advicly.calendly.webhook.FailureText;
import io.advicly.calendly.webhook.KeyKind;
import io.advicly.calendly.webhook.WebhookMetrics;
import io.advicly.calendly.webhook.inbox.SignedDelivery;
import io.advicly.calendly.webhook.signature.Authentication;
import io.advicly.calendly.webhook.signature.Delivery;
import io.advicly.calendly.webhook.signature.DeliveryAuthenticator;
import io.advicly.calendly.webhook.signature.RejectionReason;
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

    private static final RecurringLog RECURRING =
            new RecurringLog(Logger.getLogger(DeliveryReception.class));

    private final DeliveryAuthenticator authenticator;
    private final DeliveryIntake intake;
    private final SigningWatch watch;
    private final WebhookMetrics metrics;

    DeliveryReception(
            DeliveryAuthenticator authenticator,
            DeliveryIntake intake,
            SigningWatch watch,
            WebhookMetrics metrics) {
        this.authenticator = authenticator;
        this.watch = watch;
        this.intake = intake;
        this.metrics = metrics;
    }

    /// What a delivery is answered that nobody can verify, whoever it is for.
    HttpProblem unsigned(RejectionReason reason, @Nullable SubscriptionKeys keys) {
        return refuse(
                new Authentication.Refused(reason, keys == null ? null : keys.subscriptionId()));
    }

    /// The keys behind an URL token, when they are in memory.
    @Nullable SubscriptionKeys remembered(String urlToken) {
        return authenticator.remembered(urlToken);
    }

    /// Calls one of both, on any thread.
    void lookUp(String urlToken, Consumer<SubscriptionKeys> found, Consumer<HttpProblem> refused) {
        authenticator
                .lookUp(urlToken)
                .subscribe()
                .with(
                        answer -> {
                            switch (answer) {
                                case TokenLookUp.Known(SubscriptionKeys keys) -> found.accept(keys);
                                case TokenLookUp.Unknown _ ->
                                        refused.accept(refuse(new Authentication.UnknownToken()));
                                case TokenLookUp.Untold _ -> {
                                    metrics.rejected("untold_token");
                                    refused.accept(WebhookProblems.untold());
                                }
                            }
                        },
                        failure -> refused.accept(notVerified(failure)));
    }

    /// @param answer called once, on any thread: null when the delivery is stored, else the refusal
    void receive(SubscriptionKeys keys, Delivery delivery, Consumer<@Nullable HttpProblem> answer) {
        admit(authenticator.verify(keys, delivery), delivery, answer);
    }

    /// The same of one that came without an URL token.
    void receiveTokenless(Delivery delivery, Consumer<@Nullable HttpProblem> answer) {
        authenticator
                .withoutToken(delivery)
                .subscribe()
                .with(
                        sender -> admit(sender, delivery, answer),
                        failure -> answer.accept(notVerified(failure)));
    }

    /// What whoever comes without an URL token is told where that is switched off.
    HttpProblem noToken() {
        return refuse(new Authentication.UnknownToken());
    }

    private void admit(
            Authentication sender, Delivery delivery, Consumer<@Nullable HttpProblem> answer) {
        if (sender instanceof Authentication.Authentic authentic) {
            watch.verified(authentic.subscriptionId(), authentic.key() == KeyKind.APPLICATION);
            intake.accept(
                    new SignedDelivery(authentic, delivery.body(), delivery.headers()), answer);
        } else {
            answer.accept(refuse(sender));
        }
    }

    private HttpProblem refuse(Authentication sender) {
        return switch (sender) {
            case Authentication.Authentic _ ->
                    throw new IllegalArgumentException("is to be stored");
            case Authentication.UnknownToken _ -> {
                metrics.rejected("unknown_token");
                yield WebhookProblems.unknownToken();
            }
            case Authentication.Refused refused -> {
                rejected(refused);
                yield WebhookProblems.signature();
            }
            case Authentication.Untried _ -> {
                metrics.rejected("too_much_hashing");
                yield WebhookProblems.tooMany();
            }
            case Authentication.NotJson _ -> {
                metrics.rejected("not_json");
                yield WebhookProblems.notJson();
            }
        };
    }

    /// Strangers only count. What a subscription of ours is sent is told: a key may be wrong.
    private void rejected(Authentication.Refused refused) {
        String reason = refused.reason().code();
        metrics.rejected(reason);
        if (refused.subscriptionId() != null) {
            if (refused.reason().isForWantOfAKey()) {
                watch.refused(refused.subscriptionId());
            }
            RECURRING.warn(
                    reason + refused.subscriptionId(),
                    () ->
                            "webhook.rejected reason=%s subscription=%s"
                                    .formatted(reason, refused.subscriptionId()));
        }
    }

    private static HttpProblem notVerified(Throwable failure) {
        String reason = FailureText.of(failure);
        RECURRING.warn(
                "not_verified " + reason, () -> "webhook.not_verified reason=%s".formatted(reason));
        return WebhookProblems.notStored();
    }
}
