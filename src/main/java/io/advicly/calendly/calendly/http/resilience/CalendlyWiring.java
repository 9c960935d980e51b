package io.advicly.calendly.calendly.http.resilience;

import io.advicly.calendly.calendly.Calendly;
import io.advicly.calendly.calendly.http.CalendlyApi;
import io.advicly.calendly.calendly.http.HttpCalendly;
import io.advicly.calendly.calendly.http.limit.AnswerMemory;
import io.advicly.calendly.calendly.http.metrics.CalendlyMetrics;
import io.advicly.calendly.calendly.http.metrics.MeasuredCalendly;
import io.advicly.calendly.calendly.http.metrics.MicrometerCalendlyMetrics;
import io.advicly.calendly.calendly.http.token.ClientStanding;
import io.advicly.calendly.calendly.http.token.TokenEndpoint;
import io.advicly.calendly.calendly.settings.CalendlySettings;
import io.advicly.calendly.calendly.settings.HttpSettings;
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
        HttpCalendly adapter =
                new HttpCalendly(
                        api,
                        tokens,
                        settings,
                        http.callTimeout(),
                        AnswerMemory.mostOfOne(http),
                        metrics);
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
