package io.advicly.calendly.subscription.admin;

import static java.util.stream.Collectors.groupingBy;

import io.advicly.calendly.connection.organization.Organizations;
import io.advicly.calendly.platform.chain.Unis;
import io.advicly.calendly.platform.journal.Journal;
import io.advicly.calendly.platform.journal.JournalEntry;
import io.advicly.calendly.platform.list.Cursor;
import io.advicly.calendly.platform.list.ListConditions;
import io.advicly.calendly.platform.list.Slice;
import io.advicly.calendly.security.identity.Caller;
import io.advicly.calendly.subscription.record.SubscriptionRepository;
import io.advicly.calendly.subscription.record.SubscriptionRow;
import io.advicly.calendly.subscription.record.SubscriptionState;
import io.advicly.calendly.subscription.signing.SigningReport;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The organizations as operators list them.
@ApplicationScoped
class AdminOrganizations {

    private static final String CREATED_AT = "createdAt";

    private final OrganizationViewRepository rows;
    private final SubscriptionRepository subscriptions;
    private final Organizations organizations;
    private final Journal journal;
    private final SigningReport signing;

    AdminOrganizations(
            OrganizationViewRepository rows,
            SubscriptionRepository subscriptions,
            Organizations organizations,
            Journal journal,
            SigningReport signing) {
        this.signing = signing;
        this.rows = rows;
        this.subscriptions = subscriptions;
        this.organizations = organizations;
        this.journal = journal;
    }

    @WithTransaction
    public Uni<AdminOrganizationView.Page> page(AdminOrganizationQuery query) {
        var filters = query.filters();
        return rows.find(filters.latestFirst(CREATED_AT), filters.parameters())
                .range(0, query.size())
                .list()
                .map(found ->
                        Slice.of(found, query.size(), row -> new Cursor(row.createdAt, row.id)))
                .chain(slice -> held(slice.rows()).map(held -> viewPage(held, slice)));
    }

    private AdminOrganizationView.Page viewPage(
            Map<String, List<SubscriptionRow>> held, Slice<OrganizationViewRow> slice) {
        return new AdminOrganizationView.Page(
                slice.rows().stream().map(row -> view(row, held)).toList(), slice.nextCursor());
    }

    private AdminOrganizationView view(
            OrganizationViewRow row, Map<String, List<SubscriptionRow>> held) {
        return AdminOrganizationView.of(row, held, signing.refused());
    }

    @WithTransaction
    public Uni<Optional<AdminOrganizationView>> one(String uri) {
        ListConditions named = new ListConditions().equal("organizationUri", uri);
        return rows.find(named.latestFirst(CREATED_AT), named.parameters())
                .list()
                .chain(found -> held(found).map(held -> firstView(held, found)));
    }

    private Optional<AdminOrganizationView> firstView(
            Map<String, List<SubscriptionRow>> held, List<OrganizationViewRow> found) {
        return found.stream()
                .findFirst()
                .map(row -> AdminOrganizationView.of(row, held, signing.refused()));
    }

    /// @return false when there is no such organization
    Uni<Boolean> requestReconcile(String uri, Caller admin) {
        return markAnew(uri)
                .call(found -> found ? journal.note(entry(uri, admin)) : Unis.nothing());
    }

    @WithTransaction
    Uni<Boolean> markAnew(String uri) {
        return rows.count("organizationUri", uri)
                .chain(found ->
                        found == 0
                                ? Unis.item(false)
                                : organizations.markAnew(uri).replaceWith(true));
    }

    private static JournalEntry entry(String uri, Caller admin) {
        return JournalEntry.of(
                        "organization.reconcile_requested", admin.tenantId(), admin.userId(), null)
                .by(admin.tenantId(), admin.userId())
                .with("organization", uri);
    }

    /// One statement for a whole page.
    private Uni<Map<String, List<SubscriptionRow>>> held(List<OrganizationViewRow> found) {
        List<String> uris = found.stream().map(row -> row.organizationUri).toList();
        return uris.isEmpty()
                ? Unis.item(Map.of())
                : subscriptions
                        .list(
                                "organizationUri in ?1 and state <> ?2 order by createdAt, id",
                                uris,
                                SubscriptionState.DELETED)
                        .map(all -> all.stream().collect(groupingBy(row -> row.organizationUri)));
    }
}
