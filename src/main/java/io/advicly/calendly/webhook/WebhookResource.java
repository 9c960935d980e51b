package io.advicly.calendly.webhook;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;

/// Where Calendly delivers. Authenticated by signature, see [SignatureFilter].
@Path("/api/calendly/webhooks")
@PermitAll
@Cancellable(false)
@Consumes(MediaType.APPLICATION_JSON)
public class WebhookResource {

    private final DeliveryIntake intake;

    WebhookResource(DeliveryIntake intake) {
        this.intake = intake;
    }

    @POST
    @Path("{token}")
    @SignedByCalendly
    public Uni<RestResponse<Void>> deliver(
            @RestPath String token, @Context ContainerRequestContext request, byte[] body) {
        return intake(request, body);
    }

    /// For hooks made by the old backend.
    @POST
    @SignedByCalendly
    public Uni<RestResponse<Void>> deliverWithoutToken(
            @Context ContainerRequestContext request, byte[] body) {
        return intake(request, body);
    }

    private Uni<RestResponse<Void>> intake(ContainerRequestContext request, byte[] body) {
        return intake.accept(SignedDelivery.of(request, body)).map(receipt -> RestResponse.ok());
    }
}
