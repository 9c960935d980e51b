package io.advicly.calendly.connection.organization;

import io.advicly.calendly.connection.Connection;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// Marks organizations due for the controller that reconciles their subscriptions (flow 2).
///
/// Whatever changes what an organization should have marks it in the transaction of its own change,
/// as that transaction's last step. Nothing else is needed: the controller looks at everything
/// anew, and a mark made while it runs makes it run once more.
@ApplicationScoped
public class Organizations {

    private final OrganizationRepository rows;
    private final DeliveryGaps gaps;

    Organizations(OrganizationRepository rows, DeliveryGaps gaps) {
        this.rows = rows;
        this.gaps = gaps;
    }

    /// How the subscriptions of a connection's organization are coming on.
    @WithTransaction
    public Uni<OrganizationStatus> status(Connection connection) {
        return status(List.of(connection))
                .map(found -> found.getOrDefault(connection.id(), OrganizationStatus.UNKNOWN));
    }

    /// The same for many, by connection, with one statement; nothing of those whose organization is
    /// not known.
    @WithTransaction
    public Uni<Map<UUID, OrganizationStatus>> status(List<Connection> all) {
        return rows.status(all.stream().map(Connection::id).toList());
    }

    @WithTransaction
    public Uni<Void> markDue(String organizationUri) {
        return rows.mark(organizationUri).replaceWithVoid();
    }

    /// The same for whoever has lost it to another: what was done unseen is looked at once more. In
    /// whatever trouble it is, that is none that has just begun.
    @WithTransaction
    public Uni<Void> markOvertaken(String organizationUri) {
        return rows.markOvertaken(organizationUri).replaceWithVoid();
    }

    /// The same for one that another waits for, again and again: what it may do about it is looked
    /// at once more. What it waits for itself longer and longer is none the newer for it.
    @WithTransaction
    public Uni<Void> markWaitedFor(String organizationUri) {
        return rows.markWaitedFor(organizationUri).replaceWithVoid();
    }

    /// The same for an account that has consented: what was learned of it may be true no more.
    @WithTransaction
    public Uni<Void> markConsented(String organizationUri, String accountUri) {
        return rows.mark(organizationUri)
                .chain(() -> rows.forgetAccount(organizationUri, accountUri))
                .replaceWithVoid();
    }

    /// The same for an operator: nothing that was learned or refused before counts any more.
    @WithTransaction
    public Uni<Void> markAnew(String organizationUri) {
        return rows.mark(organizationUri)
                .chain(() -> rows.forgetAll(organizationUri))
                .replaceWithVoid();
    }

    /// The same where a connection may miss deliveries from now on, until the controller knows
    /// better.
    @WithTransaction
    public Uni<Void> markUnserved(String organizationUri, UUID connection) {
        return rows.mark(organizationUri)
                .chain(() -> gaps.open(organizationUri, Set.of(connection)));
    }
}
