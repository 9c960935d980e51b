package io.advicly.calendly.subscription;

import io.advicly.calendly.platform.DueWork;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/// Checks subscriptions that are due, each on one replica, and has what is lost replaced.
@ApplicationScoped
class SubscriptionSweep {

    private static final Logger LOG = Logger.getLogger(SubscriptionSweep.class);

    private final Subscriptions subscriptions;
    private final HealthCheck check;
    private final Healing healing;
    private final DueWork work;
    private final SweepSettings settings;

    SubscriptionSweep(
            Subscriptions subscriptions,
            HealthCheck check,
            Healing healing,
            DueWork work,
            SweepSettings settings) {
        this.subscriptions = subscriptions;
        this.check = check;
        this.healing = healing;
        this.work = work;
        this.settings = settings;
    }

    @Scheduled(
            every = "${calendly.sweep.every:15s}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> sweep() {
        return work.inTurn(settings.batch(), subscriptions::claimDue, this::visit);
    }

    /// One that fails stays claimed for some minutes and is due again then: it holds up nobody.
    private Uni<Void> visit(Subscription due) {
        return subscriptions
                .isReconcileRequested(due.id())
                .chain(requested ->
                        requested
                                ? healing.reconcile(due)
                                        .chain(() -> subscriptions.reconcileDone(due.id()))
                                : check.of(due).chain(checked -> healing.after(due, checked)))
                .onFailure()
                .recoverWithItem(failure -> {
                    LOG.warnf(
                            "subscription.check_failed subscription=%s failure=%s",
                            due.webhookUri(), failure.getMessage());
                    return null;
                });
    }
}
