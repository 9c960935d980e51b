package io.advicly.calendly.webhook.inbox;

import io.advicly.calendly.platform.batch.BatchLimits;
import io.advicly.calendly.platform.batch.BatchWork;
import io.advicly.calendly.platform.batch.Batcher;
import io.advicly.calendly.platform.log.RecurringLog;
import io.advicly.calendly.platform.overview.Latencies;
import io.advicly.calendly.security.cipher.Hashes;
import io.advicly.calendly.webhook.AnswerTimes;
import io.advicly.calendly.webhook.FailureText;
import io.advicly.calendly.webhook.FairOrder;
import io.advicly.calendly.webhook.Receipt;
import io.advicly.calendly.webhook.WebhookMetrics;
import io.advicly.calendly.webhook.WebhookSettings;
import io.advicly.calendly.webhook.work.DeliveryNotifier;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Where deliveries are kept from the moment they are answered. The row is also the queue: there is
/// nothing to enqueue after the commit.
///
/// Deliveries that arrive while a commit is under way share the next one ([Batcher]). What does not
/// fit is refused, and so is what comes while the process ends; what was taken before is stored.
@Singleton
public class Inbox {

    private static final Logger LOG = Logger.getLogger(Inbox.class);
    private static final RecurringLog RECURRING = new RecurringLog(LOG);

    private final Batcher<InboxRow, Receipt> batcher;
    private final InboxTable table;
    private final DeliveryNotifier stored;
    private final FairOrder fairOrder;
    private final AnswerTimes answers;
    private final Latencies latencies;
    private final WebhookMetrics metrics;
    private final Clock clock;

    public Inbox(
            InboxTable table,
            DeliveryNotifier stored,
            FairOrder fairOrder,
            AnswerTimes answers,
            Latencies latencies,
            WebhookMetrics metrics,
            WebhookSettings settings,
            Clock clock) {
        this.table = table;
        this.stored = stored;
        this.fairOrder = fairOrder;
        this.answers = answers;
        this.latencies = latencies;
        this.metrics = metrics;
        this.clock = clock;
        this.batcher = new Batcher<>(limits(settings.inbox()), new Commits());
        metrics.watchInbox(batcher);
        answers.watch(batcher::waiting);
    }

    /// @param answer called on any thread, after the commit; with a failure when that is not known
    ///   to have happened
    public void store(
            SignedDelivery delivery, BiConsumer<@Nullable Receipt, @Nullable Throwable> answer) {
        Instant now = clock.instant();
        InboxRow row =
                new InboxRow(
                        DeliveryIds.at(now),
                        delivery,
                        dedupeKey(delivery),
                        fairOrder.next(delivery.sender().organizationUri(), now));
        batcher.submit(row, delivery.body().length, answer);
    }

    /// The HTTP server goes on for as long as `quarkus.shutdown.timeout` says, so that whoever was
    /// taken gets an answer.
    void stop(@Observes ShutdownEvent shutdown) {
        batcher.close();
    }

    private static BatchLimits limits(WebhookSettings.Inbox settings) {
        return new BatchLimits(
                settings.deliveries(),
                settings.memory().asLongValue(),
                settings.maxBatch(),
                settings.maxBatchMemory().asLongValue(),
                settings.commits(),
                settings.furtherCommitAt(),
                settings.patience());
    }

    /// One statement of [InboxTable], counted.
    private final class Commits implements BatchWork<InboxRow, Receipt> {

        @Override
        public Uni<List<Receipt>> apply(List<InboxRow> rows) {
            long start = System.nanoTime();
            return table.apply(rows)
                    .invoke(receipts -> committed(receipts, System.nanoTime() - start))
                    .onFailure()
                    .invoke(failure -> notCommitted(rows, failure));
        }

        @Override
        public void answered(int deliveries, Duration longest) {
            answers.answered(deliveries, longest);
            latencies.accepted(deliveries, longest);
        }

        @Override
        public boolean oneMaySpoilAll(Throwable failure) {
            return table.oneMaySpoilAll(failure);
        }
    }

    private void committed(List<Receipt> receipts, long nanos) {
        long fresh = receipts.stream().filter(Receipt.Stored.class::isInstance).count();
        metrics.committed(receipts.size(), nanos);
        if (fresh > 0) {
            stored.give();
        }
        if (LOG.isDebugEnabled()) {
            LOG.debugf(
                    "webhook.committed stored=%d repeats=%d micros=%d",
                    fresh, receipts.size() - fresh, nanos / 1_000);
        }
    }

    private static void notCommitted(List<InboxRow> rows, Throwable failure) {
        String reason = FailureText.of(failure);
        RECURRING.error(
                reason,
                failure,
                () ->
                        "webhook.not_committed deliveries=%d reason=%s"
                                .formatted(rows.size(), reason));
    }

    /// SHA-256 over the 16 bytes of the subscription's id and the body.
    static byte[] dedupeKey(SignedDelivery delivery) {
        UUID subscription = delivery.sender().subscriptionId();
        byte[] id =
                ByteBuffer.allocate(2 * Long.BYTES)
                        .putLong(subscription.getMostSignificantBits())
                        .putLong(subscription.getLeastSignificantBits())
                        .array();
        return Hashes.sha256(id, delivery.body());
    }
}
