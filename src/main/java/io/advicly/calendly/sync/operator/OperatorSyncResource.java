package io.advicly.calendly.sync.operator;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.advicly.calendly.platform.journal.Reasons;
import io.advicly.calendly.platform.list.QueryParameters;
import io.advicly.calendly.security.identity.Operator;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

/// Syncs of all connections, for operators.
@Path("/api/admin/syncs")
@Authenticated
@Cancellable(false)
@Produces(MediaType.APPLICATION_JSON)
@Consumes({MediaType.APPLICATION_JSON, MediaType.WILDCARD})
public class OperatorSyncResource {

    private final OperatorSyncs syncs;
    private final Operator operator;

    OperatorSyncResource(OperatorSyncs syncs, Operator operator) {
        this.syncs = syncs;
        this.operator = operator;
    }

    /// @param reason why, for the audit; at most 500 characters are kept
    @RegisterForReflection
    public record RetryRequest(@Nullable String reason) {}

    /// The job that does it.
    @RegisterForReflection
    public record Retried(@JsonProperty("job_id") UUID jobId) {}

    @GET
    public Uni<OperatorSync.Page> list(@BeanParam SyncSearch search) {
        return syncs.page(search);
    }

    @GET
    @Path("{id}")
    public Uni<OperatorSync> byId(@RestPath String id) {
        return syncs.byId(QueryParameters.uuid("id", id));
    }

    @POST
    @Path("{id}/retry")
    @ResponseStatus(202)
    public Uni<Retried> retry(@RestPath String id, @Nullable RetryRequest request) {
        return syncs.retry(
                        QueryParameters.uuid("id", id),
                        operator.caller(),
                        request == null ? null : Reasons.kept(request.reason()))
                .map(Retried::new);
    }
}
