package io.advicly.calendly.lifecycle.operator;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.advicly.calendly.platform.journal.Reasons;
import io.advicly.calendly.platform.list.QueryParameters;
import io.advicly.calendly.security.identity.Operator;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

/// One connection for operators: why nothing arrives, and what helps.
@Path("/api/admin/connections/{id}")
@Authenticated
@Cancellable(false)
@Produces(MediaType.APPLICATION_JSON)
@Consumes({MediaType.APPLICATION_JSON, MediaType.WILDCARD})
public class OperatorConnectionResource {

    private final ConnectionActions actions;
    private final Operator operator;

    OperatorConnectionResource(ConnectionActions actions, Operator operator) {
        this.actions = actions;
        this.operator = operator;
    }

    /// @param reason why, for the audit; at most 500 characters are kept
    @RegisterForReflection
    public record ActionRequest(@Nullable String reason) {}

    /// The job that reads the calendar.
    @RegisterForReflection
    public record SyncOrdered(@JsonProperty("job_id") UUID jobId) {}

    @GET
    public Uni<ConnectionDetail> detail(@RestPath String id) {
        return actions.detail(uuid(id), operator.seesPersons());
    }

    @GET
    @Path("diagnosis")
    public Uni<Diagnosis> diagnosis(@RestPath String id) {
        return actions.diagnose(uuid(id));
    }

    @POST
    @Path("sync")
    public Uni<RestResponse<SyncOrdered>> sync(
            @RestPath String id, @Nullable ActionRequest request) {
        return actions.sync(uuid(id), order(request))
                .map(job -> RestResponse.accepted(new SyncOrdered(job)));
    }

    @POST
    @Path("refresh")
    public Uni<RestResponse<Void>> refresh(@RestPath String id, @Nullable ActionRequest request) {
        return actions.refresh(uuid(id), order(request)).map(ok -> RestResponse.accepted());
    }

    @POST
    @Path("disconnect")
    public Uni<RestResponse<Void>> disconnect(
            @RestPath String id, @Nullable ActionRequest request) {
        return actions.disconnect(uuid(id), false, order(request))
                .map(ok -> RestResponse.accepted());
    }

    @POST
    @Path("purge")
    public Uni<RestResponse<Void>> purge(@RestPath String id, @Nullable ActionRequest request) {
        return actions.disconnect(uuid(id), true, order(request))
                .map(ok -> RestResponse.accepted());
    }

    private ConnectionActions.Order order(@Nullable ActionRequest request) {
        return new ConnectionActions.Order(
                operator.caller(), request == null ? null : Reasons.kept(request.reason()));
    }

    private static UUID uuid(String id) {
        return QueryParameters.uuid("id", id);
    }
}
