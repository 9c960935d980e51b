package io.advicly.calendly.calendly;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.oidc.client.OidcClient;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.concurrent.ThreadLocalRandom;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/// Builds the one bean behind the port. Every attempt is measured, whatever resilience makes of it.
final class CalendlyWiring {

    /// Name of the API host's breaker.
    static final String API_BREAKER = "calendly-api";

    /// Name of the OAuth host's breaker.
    static final String AUTH_BREAKER = "calendly-auth";

    @Produces
    @Singleton
    Calendly calendly(
            @RestClient CalendlyApi api,
            OidcClient oidc,
            CalendlySettings settings,
            ClientStanding standing,
            HttpSettings http,
            MeterRegistry registry,
            Clock clock) {
        TokenEndpoint tokens =
                new TokenEndpoint(oidc, settings, standing, http.callTimeout(), clock);
        CalendlyMetrics metrics = new MicrometerCalendlyMetrics(registry);
        HttpCalendly adapter = new HttpCalendly(api, tokens, settings, http.callTimeout(), metrics);
        MeasuredCalendly measured = new MeasuredCalendly(adapter, metrics, clock);
        RepeatPolicy policy =
                new RepeatPolicy(http, () -> ThreadLocalRandom.current().nextDouble());
        return new ResilientCalendly(
                measured,
                new Repeating(policy, http.callTimeout(), clock),
                new GuardBreaker(API_BREAKER, http.breaker()),
                new GuardBreaker(AUTH_BREAKER, http.breaker()));
    }
}
