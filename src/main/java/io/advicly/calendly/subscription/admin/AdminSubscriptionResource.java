package io.advicly.calendly.subscription.admin;

import io.advicly.calendly.platform.chain.Unis;
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
import java.util.Optional;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

/// All subscriptions, for operators.
@Path("/api/admin/subscriptions")
@Authenticated
@Cancellable(false)
@Produces(MediaType.APPLICATION_JSON)
public class AdminSubscriptionResource {

    private final AdminSubscriptions subscriptions;
    private final Adoption adoption;
    private final CallerIdentity identity;

    AdminSubscriptionResource(
            AdminSubscriptions subscriptions, Adoption adoption, CallerIdentity identity) {
        this.subscriptions = subscriptions;
        this.adoption = adoption;
        this.identity = identity;
    }

    @GET
    public Uni<AdminSubscriptionView.Page> list(@BeanParam AdminSubscriptionQuery query) {
        return subscriptions.page(query.filters(), query.size());
    }

    /// Has deliveries believed that a subscription of another backend makes, until it is replaced.
    @POST
    @Path("adopt")
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<AdminSubscriptionView> adopt(@Nullable AdoptionWire request) {
        return adoption.adopt(ForeignHook.of(request), identity.caller());
    }

    /// Has the subscription's organization reconciled by the next sweep.
    @POST
    @Path("{id}/reconcile")
    public Uni<RestResponse<Void>> reconcile(@RestPath String id) {
        return uuid(id).map(known -> subscriptions.requestReconcile(known, identity.caller()))
                .orElseGet(() -> Unis.item(false))
                .map(AdminSubscriptionResource::acceptedIf);
    }

    private static RestResponse<Void> acceptedIf(boolean found) {
        if (!found) {
            throw notFound();
        }
        return RestResponse.accepted();
    }

    private static Optional<UUID> uuid(String id) {
        try {
            return Optional.of(UUID.fromString(id));
        } catch (IllegalArgumentException foreign) {
            return Optional.empty();
        }
    }

    private static HttpProblem notFound() {
        return Problems.of(ProblemType.NOT_FOUND, "There is no subscription with this id.");
    }
}
