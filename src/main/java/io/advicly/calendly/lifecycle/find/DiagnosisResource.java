package io.advicly.calendly.lifecycle.find;

import io.advicly.calendly.lifecycle.operator.Chain;
import io.advicly.calendly.lifecycle.operator.Chains;
import io.advicly.calendly.platform.list.QueryParameters;
import io.advicly.calendly.security.identity.Operator;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

/// Why does nothing happen? By whatever is known.
@Path("/api/admin/diagnosis")
@Authenticated
@Cancellable(false)
@Produces(MediaType.APPLICATION_JSON)
public class DiagnosisResource {

    private final DiagnosisFlow flow;
    private final Chains chains;
    private final Operator operator;

    DiagnosisResource(DiagnosisFlow flow, Chains chains, Operator operator) {
        this.flow = flow;
        this.chains = chains;
        this.operator = operator;
    }

    /// @param q a user, an e-mail address, a tenant, a URI of Calendly's, an id of anything here,
    ///   or of a request to Calendly
    @GET
    public Uni<Finding> find(@RestQuery @Nullable String q) {
        return flow.find(Clue.read(q), operator.seesPersons());
    }

    /// The chain of one connection.
    @GET
    @Path("connections/{id}")
    public Uni<Chain> chain(@RestPath String id) {
        return chains.examine(QueryParameters.uuid("id", id));
    }
}
