package io.advicly.calendly.subscription.admin;

import io.advicly.calendly.platform.problem.ProblemType;
import io.advicly.calendly.platform.problem.Problems;
import io.advicly.calendly.security.identity.CallerIdentity;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

/// All organizations as their controller sees them, for operators.
@Path("/api/admin/organizations")
@Authenticated
@Cancellable(false)
@Produces(MediaType.APPLICATION_JSON)
public class AdminOrganizationResource {

    private final AdminOrganizations organizations;
    private final CallerIdentity identity;

    AdminOrganizationResource(AdminOrganizations organizations, CallerIdentity identity) {
        this.organizations = organizations;
        this.identity = identity;
    }

    @GET
    public Uni<AdminOrganizationView.Page> list(@BeanParam AdminOrganizationQuery query) {
        return organizations.page(query);
    }

    /// One organization by its URI, which may be percent-encoded or not.
    @GET
    @Path("{uri:.+}")
    public Uni<AdminOrganizationView> one(@RestPath String uri) {
        return organizations
                .one(uri)
                .map(found -> found.orElseThrow(AdminOrganizationResource::notFound));
    }

    /// Has an organization reconciled by the next sweep, also where it has no subscription.
    @POST
    @Path("reconcile")
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<RestResponse<Void>> reconcile(@Nullable ReconcileWire request) {
        return organizations
                .requestReconcile(ReconcileWire.named(request), identity.caller())
                .map(AdminOrganizationResource::acceptedIf);
    }

    private static RestResponse<Void> acceptedIf(boolean found) {
        if (!found) {
            throw notFound();
        }
        return RestResponse.accepted();
    }

    private static HttpProblem notFound() {
        return Problems.of(ProblemType.NOT_FOUND, "There is no organization with this URI.");
    }
}
