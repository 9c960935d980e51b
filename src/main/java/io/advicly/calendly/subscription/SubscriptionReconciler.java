package io.advicly.calendly.subscription;

import io.advicly.calendly.connection.AccessTokens;
import io.advicly.calendly.connection.Connection;
import io.advicly.calendly.connection.Connections;
import io.advicly.calendly.connection.Refreshed;
import io.advicly.calendly.platform.Journal;
import io.advicly.calendly.platform.Leases;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Flow 2: leaves exactly one good subscription of ours for the account's organization, or for the
/// account alone when it is no owner or admin and nobody serves the whole organization. Can be
/// repeated at any time.
@ApplicationScoped
public class SubscriptionReconciler {

    /// Longer than a reconcile takes when each of its calls needs its whole time limit.
    private static final Duration LEASE = Duration.ofSeconds(120);

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final AccessTokens tokens;
    private final Connections connections;
    private final Subscriptions subscriptions;
    private final SubscriptionLister lister;
    private final PlanRunner runner;
    private final Leases leases;
    private final Journal journal;

    SubscriptionReconciler(
            AccessTokens tokens,
            Connections connections,
            Subscriptions subscriptions,
            SubscriptionLister lister,
            PlanRunner runner,
            Leases leases,
            Journal journal) {
        this.tokens = tokens;
        this.connections = connections;
        this.subscriptions = subscriptions;
        this.lister = lister;
        this.runner = runner;
        this.leases = leases;
        this.journal = journal;
    }

    /// Reconciles with the connection's own grant, which becomes the carrier of what it creates.
    public Uni<Reconciled> reconcile(Connection connection) {
        return alone(
                connection.boundAccount().organizationUri(),
                () -> reconcileUnder(connection, Set.of()));
    }

    /// Runs `work` while nobody else touches the organization's subscriptions.
    <T> Uni<T> alone(String organizationUri, Supplier<Uni<T>> work) {
        return leases.holding("reconcile/" + organizationUri, LEASE, PATIENCE, work);
    }

    /// The same, for somebody who holds the organization's lease already.
    ///
    /// @param leaving connections whose subscriptions do not count as good any more
    Uni<Reconciled> reconcileUnder(Connection connection, Set<UUID> leaving) {
        return tokens.valid(connection.id())
                .chain(refreshed ->
                        switch (refreshed) {
                            case Refreshed.ConsentNeeded _ ->
                                    Uni.createFrom().item(new Reconciled.ConsentNeeded());
                            case Refreshed.Token token ->
                                    with(new Actor(connection, token.accessToken(), leaving));
                        })
                .call(result -> note(connection, result));
    }

    private Uni<Reconciled> with(Actor actor) {
        return lister.list(actor.accessToken(), actor.account())
                .chain(listing ->
                        listing.isWholeOrganization()
                                ? runner.run(actor, listing)
                                : served(actor).chain(served -> asMember(actor, listing, served)));
    }

    /// A plain member needs nothing of his own while somebody serves the whole organization.
    private Uni<Reconciled> asMember(Actor actor, Listing listing, Optional<Subscription> served) {
        return served.map(subscription -> runner.settle(actor, listing, subscription))
                .orElseGet(() -> runner.run(actor, listing));
    }

    private Uni<Optional<Subscription>> served(Actor actor) {
        String organization = actor.account().organizationUri();
        return connections
                .activeIn(organization)
                .map(active ->
                        active.stream()
                                .map(Connection::id)
                                .filter(id -> !actor.leaving().contains(id))
                                .collect(Collectors.toSet()))
                .chain(active ->
                        subscriptions
                                .aliveIn(organization)
                                .map(alive -> Coverage.ofOrganization(alive, active)));
    }

    private Uni<Void> note(Connection connection, Reconciled result) {
        return journal.note(
                result.addTo(
                        connection
                                .entry("subscription.reconciled")
                                .with(
                                        "organization",
                                        connection.boundAccount().organizationUri())));
    }
}
