package io.advicly.calendly.subscription;

import io.advicly.calendly.platform.ProblemType;
import io.advicly.calendly.platform.Problems;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.server.Cancellable;

/// All organizations as their controller sees them, for operators.
@Path("/api/admin/organizations")
@Authenticated
@Cancellable(false)
@Produces(MediaType.APPLICATION_JSON)
public class AdminOrganizationResource {

    private final AdminOrganizations organizations;

    AdminOrganizationResource(AdminOrganizations organizations) {
        this.organizations = organizations;
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
                .map(found ->
                        found.orElseThrow(() ->
                                Problems.of(
                                        ProblemType.NOT_FOUND,
                                        "There is no organization with this URI.")));
    }
}
