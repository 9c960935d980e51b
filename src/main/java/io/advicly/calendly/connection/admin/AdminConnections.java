package io.advicly.calendly.connection.admin;

import io.advicly.calendly.connection.ConnectionRepository;
import io.advicly.calendly.platform.list.Cursor;
import io.advicly.calendly.platform.list.ListConditions;
import io.advicly.calendly.platform.list.Slice;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/// The connections as operators list them.
@ApplicationScoped
public class AdminConnections {

    private static final String CREATED_AT = "createdAt";

    private final ConnectionRepository rows;

    AdminConnections(ConnectionRepository rows) {
        this.rows = rows;
    }

    /// Empty where there is none with this id.
    @WithTransaction
    public Uni<Optional<AdminConnectionView>> byId(UUID id, boolean persons) {
        return rows.findById(id)
                .map(row ->
                        Optional.ofNullable(row).map(it -> AdminConnectionView.of(it, persons)));
    }

    @WithTransaction
    public Uni<AdminConnectionView.Page> page(
            ListConditions listConditions, int limit, boolean persons) {
        return rows.find(listConditions.latestFirst(CREATED_AT), listConditions.parameters())
                .range(0, limit)
                .list()
                .map(found -> Slice.of(found, limit, row -> new Cursor(row.createdAt, row.id)))
                .map(slice -> slice.map(row -> AdminConnectionView.of(row, persons)))
                .map(slice -> new AdminConnectionView.Page(slice.rows(), slice.nextCursor()));
    }
}
