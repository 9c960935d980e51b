package io.advicly.calendly.webhook;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.jboss.logging.Logger;

/// Takes in a verified delivery: stores it, writes the canonical line, wakes the worker.
@ApplicationScoped
class DeliveryIntake {

    private static final Logger LOG = Logger.getLogger(DeliveryIntake.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Inbox inbox;
    private final DeliveryWorker worker;
    private final WebhookMetrics metrics;

    DeliveryIntake(Inbox inbox, DeliveryWorker worker, WebhookMetrics metrics) {
        this.inbox = inbox;
        this.worker = worker;
        this.metrics = metrics;
    }

    /// Answers once the delivery is committed, now or by an earlier call. Fails with the 503
    /// problem when that is not known; should it have been stored all the same, Calendly's repeat
    /// is recognised.
    Uni<Receipt> accept(SignedDelivery delivery) {
        return inbox.store(delivery)
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .onFailure()
                .transform(failure -> notStored(delivery, failure))
                .invoke(receipt -> ingested(delivery, receipt))
                .invoke(worker::wake);
    }

    private void ingested(SignedDelivery delivery, Receipt receipt) {
        String result =
                switch (receipt) {
                    case Receipt.Stored _ -> "stored";
                    case Receipt.Repeat _ -> "repeat";
                };
        String key = delivery.sender().key().code();
        metrics.ingested(result, key);
        LOG.infof(
                "webhook.ingested result=%s subscription=%s key=%s bytes=%d delivery=%s",
                result,
                delivery.sender().subscriptionId(),
                key,
                delivery.body().length,
                receipt instanceof Receipt.Stored(var id) ? id : null);
    }

    private static HttpProblem notStored(SignedDelivery delivery, Throwable failure) {
        LOG.errorf(
                failure, "webhook.not_stored subscription=%s", delivery.sender().subscriptionId());
        return WebhookProblems.notStored();
    }
}
