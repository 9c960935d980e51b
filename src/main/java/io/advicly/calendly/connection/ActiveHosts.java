package io.advicly.calendly.connection;

import static java.util.Objects.requireNonNull;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;

/// [ConnectedHosts] out of the table of connections.
@ApplicationScoped
class ActiveHosts implements ConnectedHosts {

    private final ConnectionRepository rows;

    ActiveHosts(ConnectionRepository rows) {
        this.rows = rows;
    }

    @Override
    public Uni<List<ConnectedHost>> of(String organizationUri, Collection<String> accountUris) {
        return rows.activeOf(organizationUri, accountUris)
                .map(found -> found.stream().map(ActiveHosts::host).toList());
    }

    private static ConnectedHost host(ConnectionRow row) {
        return new ConnectedHost(
                row.id, row.tenantId, row.userId, requireNonNull(row.calendlyUserUri));
    }
}
