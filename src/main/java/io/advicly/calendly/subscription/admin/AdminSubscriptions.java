package io.advicly.calendly.subscription.admin;

import io.advicly.calendly.connection.organization.Organizations;
import io.advicly.calendly.platform.chain.Unis;
import io.advicly.calendly.platform.journal.Journal;
import io.advicly.calendly.platform.journal.JournalEntry;
import io.advicly.calendly.platform.list.Cursor;
import io.advicly.calendly.platform.list.ListConditions;
import io.advicly.calendly.platform.list.Slice;
import io.advicly.calendly.security.identity.Caller;
import io.advicly.calendly.subscription.record.SubscriptionRepository;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/// The subscriptions as operators list them, and what operators may ask for.
@ApplicationScoped
class AdminSubscriptions {

    private static final String CREATED_AT = "createdAt";

    private final SubscriptionRepository rows;
    private final Organizations organizations;
    private final Journal journal;

    AdminSubscriptions(SubscriptionRepository rows, Organizations organizations, Journal journal) {
        this.rows = rows;
        this.organizations = organizations;
        this.journal = journal;
    }

    @WithTransaction
    public Uni<AdminSubscriptionView.Page> page(ListConditions listConditions, int limit) {
        return rows.find(listConditions.latestFirst(CREATED_AT), listConditions.parameters())
                .range(0, limit)
                .list()
                .map(found -> Slice.of(found, limit, row -> new Cursor(row.createdAt, row.id)))
                .map(slice -> slice.map(AdminSubscriptionView::of))
                .map(slice -> new AdminSubscriptionView.Page(slice.rows(), slice.nextCursor()));
    }

    /// @return false when there is no such subscription
    Uni<Boolean> requestReconcile(UUID id, Caller admin) {
        return markAnew(id).call(found -> found ? journal.note(entry(id, admin)) : Unis.nothing());
    }

    @WithTransaction
    Uni<Boolean> markAnew(UUID id) {
        return rows.findById(id)
                .chain(row ->
                        row == null
                                ? Unis.item(false)
                                : organizations.markAnew(row.organizationUri).replaceWith(true));
    }

    private static JournalEntry entry(UUID id, Caller admin) {
        return JournalEntry.of(
                        "subscription.reconcile_requested", admin.tenantId(), admin.userId(), null)
                .by(admin.tenantId(), admin.userId())
                .with("subscription", id);
    }
}
