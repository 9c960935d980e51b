package io.advicly.calendly.connection.tenant;

import io.advicly.calendly.connection.Connection;
import io.advicly.calendly.connection.ConnectionRepository;
import io.advicly.calendly.connection.ConnectionRow;
import io.advicly.calendly.platform.list.Cursor;
import io.advicly.calendly.platform.list.ListConditions;
import io.advicly.calendly.platform.list.Slice;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The connections of a tenant, or of all, for a backend.
@ApplicationScoped
public class TenantConnections {

    private static final String CREATED_AT = "createdAt";

    private final ConnectionRepository rows;

    TenantConnections(ConnectionRepository rows) {
        this.rows = rows;
    }

    /// A page, latest first.
    ///
    /// @param tenantId null for all
    @WithTransaction
    public Uni<Slice<Connection>> page(@Nullable String tenantId, ConnectionSearch search) {
        ListConditions listConditions = search.filters().equal("tenantId", tenantId);
        return rows.find(listConditions.latestFirst(CREATED_AT), listConditions.parameters())
                .range(0, search.limit())
                .list()
                .map(found ->
                        Slice.of(found, search.limit(), row -> new Cursor(row.createdAt, row.id)))
                .map(slice -> slice.map(ConnectionRow::toConnection));
    }

    /// Empty when there is no such connection, or it is of another tenant.
    ///
    /// @param tenantId null for all
    @WithTransaction
    public Uni<Optional<Connection>> byId(@Nullable String tenantId, UUID id) {
        ListConditions listConditions =
                new ListConditions().equal("id", id).equal("tenantId", tenantId);
        return rows.find(listConditions.latestFirst(CREATED_AT), listConditions.parameters())
                .firstResult()
                .map(row -> Optional.ofNullable(row).map(ConnectionRow::toConnection));
    }
}
