package io.advicly.calendly.connection.organization;

import io.advicly.calendly.platform.chain.Unis;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The connections that may have missed deliveries, each for itself: who cannot be served keeps
/// nobody else's gap open.
///
/// A gap is stored before what ends it is done, so that no crash forgets it, and stays until a sync
/// that began after its end has read what was missed.
@ApplicationScoped
public class DeliveryGaps {

    private final DeliveryGapRepository rows;

    DeliveryGaps(DeliveryGapRepository rows) {
        this.rows = rows;
    }

    /// Deliveries to these are being missed, as far as they are in this organization by now. A gap
    /// that is open already began earlier.
    @WithTransaction
    public Uni<Void> open(String organizationUri, Set<UUID> connections) {
        return connections.isEmpty()
                ? Unis.nothing()
                : rows.open(organizationUri, connections).replaceWithVoid();
    }

    /// These are delivered to from now on: what was booked before is a gap that has ended, which a
    /// sync that is stored in the same transaction reads, or whichever after it does not fail.
    @WithTransaction
    public Uni<Void> startUnread(Set<UUID> connections) {
        return connections.isEmpty()
                ? Unis.nothing()
                : rows.startUnread(connections).replaceWithVoid();
    }

    /// What serves an organization, or one account in it, does so from now on: whoever has begun
    /// since something else was last seen to, or was not, is read once more.
    ///
    /// @param accountUri null for the whole organization
    @WithTransaction
    public Uni<Void> startNewcomers(
            String organizationUri, @Nullable String accountUri, Instant since) {
        return rows.startNewcomers(organizationUri, accountUri, since).replaceWithVoid();
    }

    /// These are served again, unless their organization was marked since it was looked at.
    ///
    /// @return of how many that ends a gap
    @WithTransaction
    public Uni<Integer> end(String organizationUri, Set<UUID> connections) {
        return connections.isEmpty() ? Unis.item(0) : rows.end(organizationUri, connections);
    }
}
