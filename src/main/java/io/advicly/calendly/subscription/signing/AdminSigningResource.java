package io.advicly.calendly.subscription.signing;

import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jboss.resteasy.reactive.server.Cancellable;

/// Whose key signs deliveries, for operators.
@Path("/api/admin/signing")
@Authenticated
@Cancellable(false)
@Produces(MediaType.APPLICATION_JSON)
public class AdminSigningResource {

    private final SigningReport report;
    private final ApplicationKeyCheck applicationKey;

    AdminSigningResource(SigningReport report, ApplicationKeyCheck applicationKey) {
        this.report = report;
        this.applicationKey = applicationKey;
    }

    /// What is known by now, some seconds after the delivery that told it.
    @GET
    public Uni<AdminSigningView> signing() {
        return report.ways().chain(this::view);
    }

    private Uni<AdminSigningView> view(List<SigningTable.Way> ways) {
        return report.allRefused()
                .map(refused -> AdminSigningView.of(ways, applicationKey.isSet(), refused));
    }
}
