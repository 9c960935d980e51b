package io.advicly.calendly.session.mint;

import io.advicly.calendly.security.identity.CallerIdentity;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Objects;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

/// Sessions, for backends.
@Path("/api/backend/sessions")
@Authenticated
@Cancellable(false)
@Produces(MediaType.APPLICATION_JSON)
public class BackendSessionResource {

    private final SessionMint mint;
    private final CallerIdentity identity;

    BackendSessionResource(SessionMint mint, CallerIdentity identity) {
        this.mint = mint;
        this.identity = identity;
    }

    /// A right to connect one user, for half an hour.
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<RestResponse<SessionMinted>> create(@Nullable SessionRequest request) {
        return mint.give(
                        identity.backend(),
                        Objects.requireNonNullElse(request, SessionRequest.EMPTY))
                .map(minted ->
                        RestResponse.ResponseBuilder.create(Response.Status.CREATED, minted)
                                .header("Cache-Control", "no-store")
                                .build());
    }
}
