package io.advicly.calendly.subscription;

import io.advicly.calendly.calendly.SubscriptionOwner;
import io.advicly.calendly.connection.Connection;
import io.advicly.calendly.connection.Connections;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/// Somebody stays connected, but cannot carry the organization's subscription any more: the role or
/// the grant is gone. The others take over as if that connection had left.
@ApplicationScoped
class TakeOver {

    private final SubscriptionReconciler reconciler;
    private final SubscriptionRelease release;
    private final Subscriptions subscriptions;
    private final Connections connections;

    TakeOver(
            SubscriptionReconciler reconciler,
            SubscriptionRelease release,
            Subscriptions subscriptions,
            Connections connections) {
        this.reconciler = reconciler;
        this.release = release;
        this.subscriptions = subscriptions;
        this.connections = connections;
    }

    Uni<Void> from(Connection carrier) {
        String organization = carrier.boundAccount().organizationUri();
        return reconciler.alone(
                organization,
                () ->
                        connections
                                .activeIn(organization)
                                .chain(active -> eachReconciles(active, carrier))
                                .chain(() -> removeRest(carrier, organization)));
    }

    /// The carrier comes last: it needs nothing of its own once another owner or admin carries.
    private Uni<Void> eachReconciles(List<Connection> active, Connection carrier) {
        List<Connection> inTurn =
                active.stream()
                        .sorted(Comparator.comparing(it -> it.id().equals(carrier.id())))
                        .toList();
        return Multi.createFrom()
                .iterable(inTurn)
                .onItem()
                .transformToUniAndConcatenate(it ->
                        reconciler.reconcileUnder(
                                it, it.id().equals(carrier.id()) ? Set.of() : Set.of(carrier.id())))
                .onItem()
                .ignoreAsUni();
    }

    private Uni<Void> removeRest(Connection carrier, String organization) {
        return subscriptions
                .aliveIn(organization)
                .map(alive ->
                        alive.stream()
                                .filter(it -> it.owner() instanceof SubscriptionOwner.Organization)
                                .filter(it -> carrier.id().equals(it.carrier()))
                                .toList())
                .chain(left ->
                        left.isEmpty()
                                ? Uni.createFrom().voidItem()
                                : release.remove(carrier, organization, left));
    }
}
