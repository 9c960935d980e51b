package io.advicly.calendly.lifecycle.completion;

import io.advicly.calendly.connection.Connection;
import io.advicly.calendly.connection.ConnectionStatus;
import io.advicly.calendly.connection.consent.Connections;
import io.advicly.calendly.connection.organization.DeliveryGaps;
import io.advicly.calendly.connection.organization.Organizations;
import io.advicly.calendly.platform.chain.Unis;
import io.advicly.calendly.subscription.record.Subscription;
import io.advicly.calendly.subscription.record.SubscriptionState;
import io.advicly.calendly.subscription.record.Subscriptions;
import io.advicly.calendly.sync.job.SyncJobs;
import io.advicly.calendly.sync.job.SyncKind;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;

/// Step 8 of flow 1 in one transaction: nobody is active without the initial sync on its way, nor
/// without somebody who looks after their subscription.
@ApplicationScoped
class Activation {

    private final Connections connections;
    private final SyncJobs syncs;
    private final Subscriptions subscriptions;
    private final Organizations organizations;
    private final DeliveryGaps gaps;

    Activation(
            Connections connections,
            SyncJobs syncs,
            Subscriptions subscriptions,
            Organizations organizations,
            DeliveryGaps gaps) {
        this.connections = connections;
        this.syncs = syncs;
        this.subscriptions = subscriptions;
        this.organizations = organizations;
        this.gaps = gaps;
    }

    /// @param moved whether Calendly has moved the account to another organization since it was
    ///   active
    /// @return empty when the user has disconnected meanwhile
    @WithTransaction
    public Uni<Optional<Connection>> activate(Connection bound, boolean moved) {
        boolean anew = moved || bound.status() != ConnectionStatus.ACTIVE;
        return connections
                .activate(bound)
                .call(active ->
                        active.map(it -> started(it, anew)).orElseGet(() -> Unis.nothing()));
    }

    /// The sync reads what is booked until the subscription delivers; one that comes later leaves a
    /// gap, which has to be read once more. A sync that was under way before somebody came (back)
    /// may have read past what was booked meanwhile.
    private Uni<Void> started(Connection active, boolean anew) {
        return subscriptions
                .serving(active)
                .call(() ->
                        anew
                                ? syncs.storeAnew(active.id(), SyncKind.INITIAL)
                                : syncs.store(active.id(), SyncKind.INITIAL))
                .chain(serving ->
                        delivers(serving) ? delivered(active, anew) : undelivered(active));
    }

    private Uni<Void> undelivered(Connection active) {
        return organizations.markUnserved(active.boundAccount().organizationUri(), active.id());
    }

    /// A sync that is given up leaves the start unread: it is noted until one has read it, however
    /// long Calendly's events are away. Whoever was there before has nothing unread.
    private Uni<Void> delivered(Connection active, boolean anew) {
        return anew ? gaps.startUnread(Set.of(active.id())) : Unis.nothing();
    }

    private static boolean delivers(Optional<Subscription> serving) {
        return serving.filter(it -> it.active() && it.state() == SubscriptionState.ACTIVE)
                .isPresent();
    }
}
