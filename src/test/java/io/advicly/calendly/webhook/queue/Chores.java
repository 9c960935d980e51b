package io.advicly.calendly.webhook.queue;

import io.advicly.calendly.webhook.ClaimedDelivery;
import io.advicly.calendly.webhook.admin.DeliveryRetention;
import io.advicly.calendly.webhook.erasure.AccountInboxPurge;
import io.advicly.calendly.webhook.erasure.PurgedAccount;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/// What the service does with the inbox by itself, done at once.
@ApplicationScoped
public class Chores {

    private final AccountInboxPurge purge;
    private final DeliveryRetention retention;
    private final DeliveryQueue queue;
    private final QueueWatch watch;

    Chores(
            AccountInboxPurge purge,
            DeliveryRetention retention,
            DeliveryQueue queue,
            QueueWatch watch) {
        this.purge = purge;
        this.retention = retention;
        this.queue = queue;
        this.watch = watch;
    }

    public void purge(PurgedAccount account) {
        done(purge.empty(account));
    }

    public void deleteOld() {
        done(retention.deleteOld());
    }

    public List<ClaimedDelivery> claim(int most) {
        return done(queue.claim(most, Long.MAX_VALUE, Duration.ofMinutes(1), Set.of()))
                .deliveries();
    }

    public void measure() {
        done(watch.look());
    }

    private static <T> T done(Uni<T> work) {
        return work.subscribeAsCompletionStage().join();
    }
}
