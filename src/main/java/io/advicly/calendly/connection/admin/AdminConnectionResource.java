package io.advicly.calendly.connection.admin;

import io.advicly.calendly.security.identity.Operator;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.server.Cancellable;

/// All connections, of every tenant, for operators.
@Path("/api/admin/connections")
@Authenticated
@Cancellable(false)
@Produces(MediaType.APPLICATION_JSON)
public class AdminConnectionResource {

    private final AdminConnections connections;
    private final Operator operator;

    AdminConnectionResource(AdminConnections connections, Operator operator) {
        this.connections = connections;
        this.operator = operator;
    }

    @GET
    public Uni<AdminConnectionView.Page> list(@BeanParam AdminConnectionQuery query) {
        return connections.page(
                query.filters(operator.seesPersons()), query.size(), operator.seesPersons());
    }
}
