package io.advicly.calendly.calendly.http.token;

import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/// Tells operators whether Calendly accepts this service as a client. Never down: no restart and no
/// other replica would make a wrong secret right.
@Wellness
@ApplicationScoped
class CalendlyHealth implements HealthCheck {

    private final ClientStanding client;

    CalendlyHealth(ClientStanding client) {
        this.client = client;
    }

    @Override
    public HealthCheckResponse call() {
        ClientStanding.Known known = client.known();
        HealthCheckResponseBuilder response =
                HealthCheckResponse.named("Calendly").up().withData("client", known.label());
        if (known.since() != null) {
            response.withData("since", known.since().toString());
        }
        if (known.words() != null) {
            response.withData("says", known.words());
        }
        return response.build();
    }
}
