package io.advicly.calendly.webhook.intake;

import io.advicly.calendly.platform.batch.NotBatchedException;
import io.advicly.calendly.webhook.KeyKind;
import io.advicly.calendly.webhook.Receipt;
import io.advicly.calendly.webhook.WebhookMetrics;
import io.advicly.calendly.webhook.inbox.Inbox;
import io.advicly.calendly.webhook.inbox.SignedDelivery;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.inject.Singleton;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Takes in a verified delivery: has it stored, and counts it. Its log line shows at level DEBUG,
/// as does that of each commit.
@Singleton
class DeliveryIntake {

    private static final Logger LOG = Logger.getLogger(DeliveryIntake.class);

    private final Inbox inbox;
    private final WebhookMetrics metrics;

    DeliveryIntake(Inbox inbox, WebhookMetrics metrics) {
        this.inbox = inbox;
        this.metrics = metrics;
    }

    /// Answers once the delivery is committed, now or by an earlier call, on any thread: with null,
    /// or with the 503 problem when that is not known. Should it have been stored all the same,
    /// Calendly's repeat is recognised.
    void accept(SignedDelivery delivery, Consumer<@Nullable HttpProblem> answer) {
        inbox.store(delivery, (receipt, failure) -> answered(receipt, failure, answer, delivery));
    }

    private void answered(
            Receipt receipt,
            Throwable failure,
            Consumer<@Nullable HttpProblem> answer,
            SignedDelivery delivery) {
        if (receipt == null) {
            answer.accept(notStored(failure));
        } else {
            ingested(delivery, receipt);
            answer.accept(null);
        }
    }

    private void ingested(SignedDelivery delivery, Receipt receipt) {
        KeyKind key = delivery.sender().key();
        metrics.ingested(receipt, key, delivery.sender().late());
        if (LOG.isDebugEnabled()) {
            LOG.debugf(
                    "webhook.ingested receipt=%s subscription=%s key=%s late=%s bytes=%d",
                    receipt,
                    delivery.sender().subscriptionId(),
                    key.code(),
                    delivery.sender().late(),
                    delivery.body().length);
        }
    }

    private HttpProblem notStored(@Nullable Throwable failure) {
        metrics.notStored(
                failure instanceof NotBatchedException refused ? refused.reason() : "failed");
        return WebhookProblems.notStored();
    }
}
