package io.advicly.calendly.subscription;

import io.advicly.calendly.calendly.Access;
import io.advicly.calendly.calendly.RequestIds;
import io.advicly.calendly.connection.AccessTokens;
import io.advicly.calendly.connection.Connection;
import io.advicly.calendly.connection.Connections;
import io.advicly.calendly.connection.ConsentNeededException;
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
    private static final Duration LEASE = Duration.ofMinutes(2);

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
    /// Whoever has been let go meanwhile gets nothing new: the release, which needs the same lease,
    /// may be through already.
    ///
    /// @param leaving connections whose subscriptions do not count as good any more
    Uni<Reconciled> reconcileUnder(Connection connection, Set<UUID> leaving) {
        return connections
                .byId(connection.id())
                .chain(now ->
                        now.filter(Connection::isLetGo).isPresent()
                                ? consentNeeded(connection)
                                : reconcileWithin(connection, leaving));
    }

    private Uni<Reconciled> reconcileWithin(Connection connection, Set<UUID> leaving) {
        return tokens.with(
                        connection.id(),
                        access -> reconcile(new Actor(connection, access, leaving)))
                .onFailure(ConsentNeededException.class)
                .recoverWithUni(() -> consentNeeded(connection));
    }

    /// The same with what Calendly has listed while the organization's lease was held.
    Uni<Reconciled> reconcileListed(Connection connection, Access access, Listing listing) {
        return reconcile(new Actor(connection, access, Set.of()), listing);
    }

    private Uni<Reconciled> reconcile(Actor actor) {
        return lister.list(actor.access(), actor.account())
                .chain(listing -> reconcile(actor, listing));
    }

    private Uni<Reconciled> reconcile(Actor actor, Listing listing) {
        Uni<Reconciled> result =
                listing.isWholeOrganization()
                        ? runner.run(actor, listing)
                        : served(actor).chain(served -> asMember(actor, listing, served));
        return result.call(done -> note(actor.connection(), done, actor.access().requestIds()));
    }

    private Uni<Reconciled> consentNeeded(Connection connection) {
        Reconciled result = new Reconciled.ConsentNeeded();
        return note(connection, result, new RequestIds()).replaceWith(result);
    }

    /// A plain member needs nothing of his own while somebody serves the whole organization.
    private Uni<Reconciled> asMember(Actor actor, Listing listing, Optional<Subscription> served) {
        return served.map(subscription -> runner.settle(actor, listing, subscription))
                .orElseGet(() -> runner.run(actor, listing));
    }

    /// What the actor itself carries does not count: the role that it takes is gone.
    private Uni<Optional<Subscription>> served(Actor actor) {
        String organization = actor.account().organizationUri();
        return connections
                .activeIn(organization)
                .map(active ->
                        active.stream()
                                .map(Connection::id)
                                .filter(id -> !actor.leaving().contains(id))
                                .filter(id -> !id.equals(actor.connection().id()))
                                .collect(Collectors.toSet()))
                .chain(active ->
                        subscriptions
                                .aliveIn(organization)
                                .map(alive -> Coverage.ofOrganization(alive, active)));
    }

    private Uni<Void> note(Connection connection, Reconciled result, RequestIds ids) {
        return journal.note(
                result.addTo(
                        connection
                                .entry("subscription.reconciled")
                                .with("organization", connection.boundAccount().organizationUri())
                                .with("request_ids", ids)));
    }
}
