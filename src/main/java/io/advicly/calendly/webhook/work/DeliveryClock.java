package io.advicly.calendly.webhook.work;

import io.advicly.calendly.platform.chain.Unis;
import io.advicly.calendly.platform.claims.ClaimedWork;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/// Wakes the workers for what comes due with time, and for what a worker that died has left. Such
/// claims are void without their owner's row.
@ApplicationScoped
class DeliveryClock implements ClaimedWork {

    private final DeliveryWorker worker;
    private final FetchWorker fetches;

    DeliveryClock(DeliveryWorker worker, FetchWorker fetches) {
        this.worker = worker;
        this.fetches = fetches;
    }

    @Scheduled(
            identity = "webhook-deliveries",
            every = "1s",
            concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> tick() {
        worker.wake();
        fetches.wake();
        return Unis.nothing();
    }

    @Override
    public void freed() {
        worker.wake();
        fetches.wake();
    }
}
