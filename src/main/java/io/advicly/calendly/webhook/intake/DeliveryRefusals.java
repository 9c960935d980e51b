package io.advicly.calendly.webhook.intake;

import io.advicly.calendly.platform.log.RecurringLog;
import io.advicly.calendly.subscription.keys.SubscriptionKeys;
import io.advicly.calendly.subscription.signing.SigningWatch;
import io.advicly.calendly.webhook.FailureText;
import io.advicly.calendly.webhook.WebhookMetrics;
import io.advicly.calendly.webhook.signature.Authentication;
import io.advicly.calendly.webhook.signature.RejectionReason;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// What a delivery is told that [SignatureFilter] does not let through, and what is noted of it.
@Singleton
class DeliveryRefusals {

    private static final RecurringLog RECURRING =
            new RecurringLog(Logger.getLogger(DeliveryRefusals.class));

    private final SigningWatch watch;
    private final WebhookMetrics metrics;

    DeliveryRefusals(SigningWatch watch, WebhookMetrics metrics) {
        this.watch = watch;
        this.metrics = metrics;
    }

    /// Of one that nobody can verify, whoever it is for.
    HttpProblem unsigned(RejectionReason reason, @Nullable SubscriptionKeys keys) {
        return refuse(
                new Authentication.Refused(reason, keys == null ? null : keys.subscriptionId()));
    }

    /// Whether its token is one of ours cannot be told right now.
    HttpProblem untold() {
        metrics.rejected("untold_token");
        return WebhookProblems.untold();
    }

    HttpProblem notVerified(Throwable failure) {
        String reason = FailureText.of(failure);
        RECURRING.warn(
                "not_verified " + reason, () -> "webhook.not_verified reason=%s".formatted(reason));
        return WebhookProblems.notStored();
    }

    HttpProblem refuse(Authentication sender) {
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
}
