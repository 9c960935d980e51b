package io.advicly.calendly.webhook;

import io.advicly.calendly.platform.NotBatchedException;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/// Takes in a verified delivery: has it stored, and counts it. The log line of one delivery shows
/// at level DEBUG; [Inbox] writes one for each commit.
@ApplicationScoped
class DeliveryIntake {

    private static final Logger LOG = Logger.getLogger(DeliveryIntake.class);

    private final Inbox inbox;
    private final WebhookMetrics metrics;

    DeliveryIntake(Inbox inbox, WebhookMetrics metrics) {
        this.inbox = inbox;
        this.metrics = metrics;
    }

    /// Answers once the delivery is committed, now or by an earlier call. Fails with the 503
    /// problem when that is not known; should it have been stored all the same, Calendly's repeat
    /// is recognised.
    Uni<Receipt> accept(SignedDelivery delivery) {
        return inbox.store(delivery)
                .invoke(receipt -> ingested(delivery, receipt))
                .onFailure()
                .transform(this::notStored);
    }

    private void ingested(SignedDelivery delivery, Receipt receipt) {
        KeyKind key = delivery.sender().key();
        metrics.ingested(receipt, key);
        if (LOG.isDebugEnabled()) {
            LOG.debugf(
                    "webhook.ingested receipt=%s subscription=%s key=%s bytes=%d",
                    receipt,
                    delivery.sender().subscriptionId(),
                    key.code(),
                    delivery.body().length);
        }
    }

    private HttpProblem notStored(Throwable failure) {
        metrics.notStored(
                failure instanceof NotBatchedException refused ? refused.reason() : "failed");
        return WebhookProblems.notStored();
    }
}
