package io.advicly.calendly.subscription;

import io.advicly.calendly.calendly.SubscriptionOwner;
import io.advicly.calendly.connection.Connection;
import io.advicly.calendly.connection.Connections;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;

/// Checks subscriptions that are due, each on one replica, and replaces what is lost.
@ApplicationScoped
class SubscriptionSweep {

    private static final Logger LOG = Logger.getLogger(SubscriptionSweep.class);

    /// While Calendly retries or cannot be asked, we look again sooner.
    private static final Duration SOON = Duration.ofMinutes(5);

    private final Subscriptions subscriptions;
    private final Connections connections;
    private final HealthCheck check;
    private final SubscriptionReconciler reconciler;
    private final GapListener gaps;
    private final SweepSettings settings;

    SubscriptionSweep(
            Subscriptions subscriptions,
            Connections connections,
            HealthCheck check,
            SubscriptionReconciler reconciler,
            GapListener gaps,
            SweepSettings settings) {
        this.subscriptions = subscriptions;
        this.connections = connections;
        this.check = check;
        this.reconciler = reconciler;
        this.gaps = gaps;
        this.settings = settings;
    }

    @Scheduled(
            every = "${calendly.sweep.every:15s}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> sweep() {
        return sweep(settings.batch());
    }

    private Uni<Void> sweep(int most) {
        return most == 0
                ? Uni.createFrom().voidItem()
                : subscriptions
                        .claimDue()
                        .chain(due ->
                                due.map(it -> visit(it).chain(() -> sweep(most - 1)))
                                        .orElseGet(() -> Uni.createFrom().voidItem()));
    }

    /// One that fails stays claimed for some minutes and is due again then: it holds up nobody.
    private Uni<Void> visit(Subscription due) {
        return check.of(due)
                .chain(health -> act(due, health))
                .onFailure()
                .recoverWithItem(failure -> {
                    LOG.warnf(
                            "subscription.check_failed subscription=%s failure=%s",
                            due.webhookUri(), failure.getMessage());
                    return null;
                });
    }

    private Uni<Void> act(Subscription due, Health health) {
        return switch (health) {
            case Health.Alive alive -> alive(due, alive);
            case Health.Lost lost -> replace(due, lost);
            case Health.Unsettled _ -> settle(due).replaceWithVoid();
            case Health.Unknown _ -> unknown(due);
        };
    }

    private Uni<Void> alive(Subscription due, Health.Alive alive) {
        if (alive.retryStartedAt() != null) {
            LOG.warnf(
                    "subscription.retrying subscription=%s organization=%s retry_started_at=%s",
                    due.webhookUri(), due.owner().organizationUri(), alive.retryStartedAt());
        }
        return subscriptions.checked(
                due.id(),
                alive.retryStartedAt(),
                alive.retryStartedAt() == null ? spread(settings.checkEvery()) : SOON);
    }

    /// The users see `degraded` from here on. The repair sync is stored before the replacement, so
    /// that a crash cannot lose it, and once more afterwards, so that it reads all of the gap.
    private Uni<Void> replace(Subscription due, Health.Lost lost) {
        String organization = due.owner().organizationUri();
        LOG.warnf(
                "subscription.lost subscription=%s organization=%s reason=%s",
                due.webhookUri(), organization, lost.why());
        return subscriptions
                .turned(due.id(), SubscriptionState.DISABLED, lost.why())
                .chain(() -> gaps.deliveriesMissing(organization))
                .chain(() -> settle(due))
                .chain(healed ->
                        healed
                                ? gaps.deliveriesMissing(organization)
                                : Uni.createFrom().voidItem());
    }

    /// Reconciles with the carrier's grant, else with that of anybody else it concerns.
    ///
    /// @return whether somebody could
    private Uni<Boolean> settle(Subscription due) {
        return candidates(due)
                .chain(candidates ->
                        Multi.createFrom()
                                .iterable(candidates)
                                .onItem()
                                .transformToUniAndConcatenate(reconciler::reconcile)
                                .map(result -> !(result instanceof Reconciled.ConsentNeeded))
                                .filter(done -> done)
                                .toUni()
                                .map(Boolean.TRUE::equals));
    }

    /// Somebody else may be able to tell; else it is left alone until somebody consents again.
    private Uni<Void> unknown(Subscription due) {
        return settle(due)
                .chain(done ->
                        subscriptions.checked(due.id(), null, spread(settings.checkEvery())));
    }

    private Uni<List<Connection>> candidates(Subscription due) {
        Optional<String> account =
                due.owner() instanceof SubscriptionOwner.Member member
                        ? Optional.of(member.userUri())
                        : Optional.empty();
        return connections
                .activeIn(due.owner().organizationUri())
                .map(active ->
                        active.stream()
                                .filter(it ->
                                        account.isEmpty()
                                                || it.boundAccount().uri().equals(account.get()))
                                .sorted((one, other) ->
                                        Boolean.compare(
                                                other.id().equals(due.carrier()),
                                                one.id().equals(due.carrier())))
                                .toList());
    }

    private Duration spread(Duration mean) {
        int percent = settings.spreadPercent();
        int deviation =
                percent == 0 ? 0 : ThreadLocalRandom.current().nextInt(-percent, percent + 1);
        return mean.plus(mean.multipliedBy(deviation).dividedBy(100));
    }
}
