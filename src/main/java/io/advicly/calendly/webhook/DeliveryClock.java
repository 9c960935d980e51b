package io.advicly.calendly.webhook;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/// Wakes the worker for what comes due with time: retries, and deliveries whose worker died.
@ApplicationScoped
class DeliveryClock {

    private final DeliveryWorker worker;

    DeliveryClock(DeliveryWorker worker) {
        this.worker = worker;
    }

    @Scheduled(
            identity = "webhook-deliveries",
            every = "1s",
            concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> tick() {
        worker.wake();
        return Uni.createFrom().voidItem();
    }
}
