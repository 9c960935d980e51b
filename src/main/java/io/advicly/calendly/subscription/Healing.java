package io.advicly.calendly.subscription;

import io.advicly.calendly.calendly.RequestIds;
import io.advicly.calendly.calendly.SubscriptionOwner;
import io.advicly.calendly.connection.Connection;
import io.advicly.calendly.connection.Connections;
import io.advicly.calendly.platform.Entry;
import io.advicly.calendly.platform.Journal;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.UnaryOperator;

/// Does what the check of a subscription asks for: leave it alone, look again soon, or replace it.
@ApplicationScoped
class Healing {

    /// While Calendly retries or cannot be asked, we look again sooner.
    private static final Duration SOON = Duration.ofMinutes(5);

    private final Subscriptions subscriptions;
    private final Connections connections;
    private final SubscriptionReconciler reconciler;
    private final TakeOver takeOver;
    private final GapListener gaps;
    private final Journal journal;
    private final SweepSettings settings;

    Healing(
            Subscriptions subscriptions,
            Connections connections,
            SubscriptionReconciler reconciler,
            TakeOver takeOver,
            GapListener gaps,
            Journal journal,
            SweepSettings settings) {
        this.subscriptions = subscriptions;
        this.connections = connections;
        this.reconciler = reconciler;
        this.takeOver = takeOver;
        this.gaps = gaps;
        this.journal = journal;
        this.settings = settings;
    }

    Uni<Void> after(Subscription due, HealthCheck.Checked checked) {
        return switch (checked.health()) {
            case Health.Alive alive -> alive(due, alive, checked.requestIds());
            case Health.Lost lost -> replace(due, lost, checked.requestIds());
            case Health.Unsettled _ -> settle(due).replaceWithVoid();
            case Health.Disowned _ -> disowned(due).chain(() -> checked(due));
            case Health.Unknown _ -> unknown(due);
        };
    }

    private Uni<Void> alive(Subscription due, Health.Alive alive, RequestIds ids) {
        Instant retryStartedAt = alive.retryStartedAt();
        if (retryStartedAt == null) {
            return checked(due);
        }
        return note(
                        due,
                        entry ->
                                entry.with("retry_started_at", retryStartedAt)
                                        .with("request_ids", ids),
                        "subscription.retrying")
                .chain(() -> subscriptions.checked(due.id(), retryStartedAt, SOON));
    }

    /// The users see `degraded` from here on. The repair sync is stored before the replacement, so
    /// that a crash cannot lose it, and once more afterwards, so that it reads all of the gap.
    private Uni<Void> replace(Subscription due, Health.Lost lost, RequestIds ids) {
        String organization = due.owner().organizationUri();
        return note(
                        due,
                        entry -> entry.with("reason", lost.why()).with("request_ids", ids),
                        "subscription.lost")
                .chain(() -> subscriptions.turned(due.id(), SubscriptionState.DISABLED, lost.why()))
                .chain(() -> gaps.deliveriesMissing(organization))
                .chain(() -> settle(due))
                .chain(healed ->
                        healed
                                ? gaps.deliveriesMissing(organization)
                                        .chain(() ->
                                                note(due, entry -> entry, "subscription.healed"))
                                : Uni.createFrom().voidItem());
    }

    /// What an operator has asked for.
    Uni<Void> reconcile(Subscription due) {
        return settle(due).replaceWithVoid();
    }

    /// Reconciles with the carrier's grant, else with that of anybody else it concerns.
    ///
    /// @return whether somebody could
    private Uni<Boolean> settle(Subscription due) {
        return concerned(due)
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

    /// Somebody else carries it from now on. Where there is nobody else, it is left alone until the
    /// carrier consents again, as Calendly may still deliver.
    private Uni<Void> unknown(Subscription due) {
        return concerned(due)
                .chain(active -> active.size() > 1 ? disowned(due) : Uni.createFrom().voidItem())
                .chain(() -> checked(due));
    }

    private Uni<Void> disowned(Subscription due) {
        return concerned(due)
                .map(active ->
                        active.stream().filter(it -> it.id().equals(due.carrier())).findFirst())
                .chain(carrier ->
                        carrier.map(takeOver::from).orElseGet(() -> settle(due).replaceWithVoid()));
    }

    private Uni<Void> checked(Subscription due) {
        return subscriptions.checked(due.id(), null, spread(settings.checkEvery()));
    }

    /// Active connections that it serves, its carrier first.
    private Uni<List<Connection>> concerned(Subscription due) {
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

    private Uni<Void> note(Subscription due, UnaryOperator<Entry> facts, String action) {
        return concerned(due)
                .map(List::stream)
                .map(them -> them.findFirst().map(it -> it.entry(action)))
                .map(entry -> entry.orElseGet(() -> Entry.of(action)))
                .map(entry ->
                        facts.apply(
                                entry.with("organization", due.owner().organizationUri())
                                        .with("subscription", String.valueOf(due.webhookUri()))))
                .chain(journal::note);
    }

    private Duration spread(Duration mean) {
        int percent = settings.spreadPercent();
        int deviation =
                percent == 0 ? 0 : ThreadLocalRandom.current().nextInt(-percent, percent + 1);
        return mean.plus(mean.multipliedBy(deviation).dividedBy(100));
    }
}
